/**
 * What the finished tools do on whole published libraries as they are: how much they report, what
 * became of findings that somebody has judged, and whether the audit gets through.
 */
package dev.loosethread.bench.corpus;
