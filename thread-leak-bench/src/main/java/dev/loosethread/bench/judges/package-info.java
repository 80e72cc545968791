/**
 * The measured tools: our engines and those of others, each behind one interface and in a separate
 * process that judges one file after the other.
 */
package dev.loosethread.bench.judges;
