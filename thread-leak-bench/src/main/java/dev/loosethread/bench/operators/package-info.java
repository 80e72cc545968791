/**
 * The mutation operators: each finds places where code does the right thing, and undoes one of
 * them. They go by the syntax and by javac's types alone, and share neither code nor data with the
 * rules that they measure.
 *
 * <p>Which of the places become mutants belongs to {@code mutants}.
 */
package dev.loosethread.bench.operators;
