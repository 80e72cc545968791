/**
 * Counts the judges' findings about the mutants and formats the tables.
 *
 * <p>Nothing here runs a judge or changes code.
 */
package dev.loosethread.bench.score;
