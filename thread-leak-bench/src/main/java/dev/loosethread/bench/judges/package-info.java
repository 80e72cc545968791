/**
 * The measured tools: our engines and those of others, each behind one interface and in a separate
 * process that judges one file after the other.
 *
 * <p>Which files they judge, and what their findings are worth, belongs to the packages that use
 * it.
 */
package dev.loosethread.bench.judges;
