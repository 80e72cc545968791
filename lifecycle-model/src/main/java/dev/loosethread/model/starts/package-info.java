/**
 * Where a class brings threads to life, how long they live, and what guards a second start.
 *
 * <p>What belongs here speaks of threads that run. Objects that merely have or may get threads
 * belong to {@code ownership}.
 */
@NullMarked
package dev.loosethread.model.starts;

import org.jspecify.annotations.NullMarked;
