/**
 * The run-time half for production code: one owner for all background work of a service ({@link
 * dev.loosethread.lifecycle.ThreadLifecycle}), a watch on how many threads there are ({@link
 * dev.loosethread.lifecycle.ThreadMonitor}), and streams that end ({@link
 * dev.loosethread.lifecycle.StreamGuard}, {@link dev.loosethread.lifecycle.BoundedStream}). It
 * needs nothing but the JDK.
 */
package dev.loosethread.lifecycle;
