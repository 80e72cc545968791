/**
 * Observes threads: which are alive, which scope each was started in, and which exceptions ended
 * them. Internal to the leak check; it is public only for the packages beside it.
 *
 * <p>Belongs here: scopes, lists of live threads, the notes and recordings that tell how a thread
 * was started, and filters on threads. Does not belong here: any decision about whether a thread is
 * a leak, and any text for the user. This is the lowest package; it uses none of the others.
 */
package dev.loosethread.leaks.track;
