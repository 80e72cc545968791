/**
 * The checks as a plugin of javac. Belongs here: what reads the plugin's arguments, waits for javac
 * and prints findings. Does not belong here: anything that decides what a finding is, and anything
 * that needs more than javac's public interface.
 */
@NullMarked
package dev.loosethread.javac;

import org.jspecify.annotations.NullMarked;
