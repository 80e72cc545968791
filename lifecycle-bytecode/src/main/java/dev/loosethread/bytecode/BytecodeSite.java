package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Site;

/**
 * A place in a class file. The copies that a compiler makes of a finally block are one place.
 *
 * @param type binary name of the class
 * @param member the method or field, or "" for the class itself
 * @param descriptor the member's descriptor (JVMS 4.3), or ""
 * @param what tells apart the places on one line
 */
public record BytecodeSite(String type, String member, String descriptor, int line, String what)
    implements Site {

  public boolean isInMethod() {
    return descriptor.startsWith("(");
  }
}
