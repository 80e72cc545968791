/**
 * Reads class files into facts, with ASM.
 *
 * <p>{@link dev.loosethread.bytecode.BytecodeFrontEnd} is the entrance. A nest, which is a
 * top-level class and those nested in it, is read at once: {@code Nest} says what it declares,
 * {@code NestValues} and {@code MethodValues} what the values in its code stand for, {@code
 * FlowReader} puts flows together, and {@code NestReader} bodies and classes. What belongs here is
 * how compilers translate Java, which is undone, so that the rules see what they see in the source.
 * What does not is any knowledge about threads, and SpotBugs or javac.
 */
@NullMarked
package dev.loosethread.bytecode;

import org.jspecify.annotations.NullMarked;
