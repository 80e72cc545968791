/**
 * Runs the finished plugin jar from outside, the way a user's build does: over published libraries,
 * over every supported compiler and Error Prone, and over Loosethread itself.
 */
package dev.loosethread.workbench;
