/**
 * Fails the test that leaks a thread: as a JUnit extension ({@link
 * dev.loosethread.leaks.ThreadLeakCheck}) and as a plain call for any test framework ({@link
 * dev.loosethread.leaks.ThreadLeaks}).
 */
package dev.loosethread.leaks;
