/**
 * The leak check, which fails a test that leaks a thread: as a JUnit extension ({@link
 * dev.loosethread.leaks.ThreadLeakCheck}) and as a plain call for any test framework ({@link
 * dev.loosethread.leaks.ThreadLeaks}).
 *
 * <p>Belongs here: everything that users write or read in code, and three package-private classes
 * that connect it to the packages below: {@code Settings} reads the annotations, {@code Parameters}
 * the configuration, and {@code Check} turns the leaks of a scope into the error to throw. Does not
 * belong here: how threads are observed ({@code track}), judged ({@code judge}) or reported ({@code
 * report}). Those three packages are internal, and none of them uses this one.
 */
package dev.loosethread.leaks;
