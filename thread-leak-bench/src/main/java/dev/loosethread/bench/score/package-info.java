/** What the judges' findings say about the mutants, counted and put into tables. */
package dev.loosethread.bench.score;
