/**
 * Makes mutants: reads a library's sources with javac, asks the operators for candidates, takes a
 * seeded sample of them, and keeps those that compile, each as one source file with its class
 * files.
 *
 * <p>How code is changed belongs to {@code operators}. Nothing here judges a mutant.
 */
package dev.loosethread.bench.mutants;
