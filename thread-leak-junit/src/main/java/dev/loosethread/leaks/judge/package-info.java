/**
 * Decides which threads a scope leaked, and what the likely cause of each leak is. Internal to the
 * leak check; it is public only for the packages beside it.
 *
 * <p>Belongs here: the wait for threads that are ending, the ownership of a thread among scopes,
 * and the suggestion of a bug pattern. Does not belong here: how a thread is observed ({@code
 * track}), how a leak is written down ({@code report}), and anything about JUnit. Uses {@code
 * track} only.
 */
package dev.loosethread.leaks.judge;
