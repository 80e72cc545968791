package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Site;

/**
 * A place in a class file. Copies that a compiler makes of a finally block are the same place.
 *
 * @param type binary name of the class
 * @param method name and descriptor of the method, or "" for a field or a class
 * @param what tells apart what stands on the same line
 */
public record BytecodeSite(String type, String method, int line, String what) implements Site {}
