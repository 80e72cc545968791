/**
 * Runs an audit: reads sources with javac and class files with the bytecode front end, judges what
 * is in them, and collects the rows of the report.
 *
 * <p>Which code is read belongs to {@code targets}, how a launch is judged to {@code launches}, how
 * a row is shown to {@code report}.
 */
package dev.loosethread.audit.engine;
