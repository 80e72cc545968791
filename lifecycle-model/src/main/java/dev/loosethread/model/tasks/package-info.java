/**
 * The code that runs on other threads: which bodies are tasks, what they run, what they throw, and
 * how their loops end.
 *
 * <p>Who starts a task belongs to {@code starts}, who stops the threads that run it to {@code
 * ownership}.
 */
@NullMarked
package dev.loosethread.model.tasks;

import org.jspecify.annotations.NullMarked;
