/**
 * The text of a source file and the only mechanism that writes Java into it.
 *
 * <p>{@link dev.loosethread.fixes.text.SourceText} reads the file, {@link
 * dev.loosethread.fixes.text.Sites} finds the trees behind facts, {@link
 * dev.loosethread.fixes.text.CodeTemplate} says what is written, and {@link
 * dev.loosethread.fixes.text.SourceEdit} collects the changes of one fix. Questions about names and
 * the surroundings of a tree, and members that several fixes add, belong here too.
 *
 * <p>What belongs elsewhere: remedies and findings, and any decision whether to fix something. This
 * package knows neither of the other two.
 */
@NullMarked
package dev.loosethread.fixes.text;

import org.jspecify.annotations.NullMarked;
