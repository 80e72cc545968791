/**
 * ThreadLeakBench: the commands that measure how many real defects the checks find and how much
 * noise they make, on published libraries that are named on the command line and nowhere else.
 *
 * <p>What more than one command needs belongs to the packages below.
 */
package dev.loosethread.bench;
