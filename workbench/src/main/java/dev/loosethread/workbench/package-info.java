/**
 * Runs the packaged jars from outside, the way the build of a user does: on published libraries,
 * with all supported versions of the JDK, Error Prone and SpotBugs, and on Loosethread itself.
 *
 * <p>Belongs here: the programs behind the scripts {@code try-jar} and {@code try-library},
 * measurements, and tests of packaged jars. Does not belong here: anything that ships to users, and
 * the bench with mutants, which has its own module.
 */
package dev.loosethread.workbench;
