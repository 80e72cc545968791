/**
 * A small runtime for production code: an owner for all background work of a service ({@link
 * dev.loosethread.lifecycle.ThreadLifecycle}), a monitor of the number of threads ({@link
 * dev.loosethread.lifecycle.ThreadMonitor}), and streams that terminate ({@link
 * dev.loosethread.lifecycle.StreamGuard}, {@link dev.loosethread.lifecycle.BoundedStream}).
 *
 * <p>Belongs here: what a service needs at run time to start and stop its own threads. It must run
 * on the JDK alone. Does not belong here: anything that the checks or their fixes need, since a fix
 * is plain JDK code, and anything that detects leaks.
 *
 * <p>It is one package because the parts share their package-private classes, and because users
 * write the names of the public ones.
 */
package dev.loosethread.lifecycle;
