/**
 * Loosethread's bug patterns for SpotBugs: any JVM language, jars without sources.
 *
 * <p>Only what SpotBugs alone needs: class files, locations, sources.
 */
@NullMarked
package dev.loosethread.spotbugs;

import org.jspecify.annotations.NullMarked;
