/**
 * The fixes: {@link dev.loosethread.fixes.ClassFixes} makes them for the findings of a class, with
 * one class for each remedy or pair of related remedies.
 *
 * <p>A class here knows where a remedy changes the source, and when it cannot. How Java is written
 * belongs in {@link dev.loosethread.fixes.text}, and what releases the owners of a whole class in
 * {@link dev.loosethread.fixes.release}. What is a defect, and which remedy it has, is for the
 * rules to decide. Nothing here depends on who shows the fix.
 */
@NullMarked
package dev.loosethread.fixes;

import org.jspecify.annotations.NullMarked;
