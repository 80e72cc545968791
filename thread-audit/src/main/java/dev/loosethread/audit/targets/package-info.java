/**
 * Finds the code to audit: folders, Maven projects, jars, and published libraries.
 *
 * <p>Nothing here looks into the code.
 */
package dev.loosethread.audit.targets;
