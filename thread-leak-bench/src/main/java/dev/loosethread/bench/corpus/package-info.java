/**
 * What the finished tools do on whole published libraries as they are: how much they report, what
 * became of findings that somebody has judged, and whether the audit gets through.
 *
 * <p>Nothing here changes the code of a library: that belongs to {@code mutants}.
 */
package dev.loosethread.bench.corpus;
