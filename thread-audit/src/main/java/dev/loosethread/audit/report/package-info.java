/**
 * Turns the result of an audit into Markdown, HTML, JSON, SARIF, patches and text for a terminal.
 *
 * <p>Nothing here judges code or reads it.
 */
package dev.loosethread.audit.report;
