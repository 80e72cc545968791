package dev.loosethread.bench.judges;

/**
 * A finding of a judge in a unit.
 *
 * @param rule its name; for Loosethread's engines the name of the bug pattern, such as
 *     UnguardedStart, whatever the engine calls it; {@code verdict:RED} and the like for a launch
 *     that the audit lists
 * @param line counted from 1; 0 if it is about the file
 * @param isDefault whether it is on without any settings
 */
public record Finding(String rule, int line, boolean isDefault) {}
