/**
 * Writes leaks down: as text, as report files and in the baseline. Internal to the leak check; it
 * is public only for the packages beside it.
 *
 * <p>Belongs here: the formats, the baseline file, and the references to the pages of the bug
 * patterns. Does not belong here: any decision about whether a thread is a leak. Uses {@code judge}
 * and {@code track}.
 */
package dev.loosethread.leaks.report;
