/** Reads class files into facts. Knows ASM, but neither SpotBugs nor javac. */
package dev.loosethread.bytecode;
