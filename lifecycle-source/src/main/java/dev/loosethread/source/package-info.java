/**
 * Reads source code into facts, from the trees that javac has attributed.
 *
 * <p>{@link dev.loosethread.source.SourceFrontEnd} is the entrance. There is one reader for each
 * topic: a class and its members, declarations, statements, loops, try, switch, expressions,
 * conditions and calls. What belongs here is the translation of Java's syntax, and where facts are
 * in the source. What does not is any knowledge about threads, and the internals of javac: only its
 * public API is used, so that the code runs in any compiler plug-in.
 */
@NullMarked
package dev.loosethread.source;

import org.jspecify.annotations.NullMarked;
