/**
 * The command line of the audit: commands, options, exit codes, and what is written to files.
 *
 * <p>How code is read and judged belongs to {@code engine} and {@code launches}, how reports look
 * to {@code report}.
 */
package dev.loosethread.audit;
