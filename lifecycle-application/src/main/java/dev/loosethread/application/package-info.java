/**
 * The analysis of all classes of an application together: owners that a class makes for others, and
 * end methods that nobody calls.
 *
 * <p>It runs the rules of the model over facts that the bytecode front end reads. What one class
 * shows by itself belongs to the model.
 */
@NullMarked
package dev.loosethread.application;

import org.jspecify.annotations.NullMarked;
