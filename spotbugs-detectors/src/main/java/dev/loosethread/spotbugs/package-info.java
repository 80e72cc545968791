/** Loosethread's bug patterns for SpotBugs: any JVM language, jars without sources. */
@NullMarked
package dev.loosethread.spotbugs;

import org.jspecify.annotations.NullMarked;
