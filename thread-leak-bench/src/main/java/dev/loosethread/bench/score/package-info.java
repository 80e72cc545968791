/** Counts the judges' findings about the mutants and formats the tables. */
package dev.loosethread.bench.score;
