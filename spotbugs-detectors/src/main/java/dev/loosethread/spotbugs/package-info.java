/** Loosethread's bug patterns for SpotBugs: any JVM language, jars without sources. */
package dev.loosethread.spotbugs;
