/**
 * What is measured: our own engines and those of others, each behind one interface and in a process
 * of its own that judges one file after the other.
 */
package dev.loosethread.bench.judges;
