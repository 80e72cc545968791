package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * What an operand on the stack, or the value in a slot, stands for.
 *
 * @param test the comparison or instanceof whose result it is, or null
 * @param array the instruction that creates it if it is a new array, or null
 */
record SymbolicValue(Value value, int size, @Nullable Test test, @Nullable AbstractInsnNode array)
    implements org.objectweb.asm.tree.analysis.Value {
  private static final int MOST_ALTERNATIVES = 6;

  static SymbolicValue of(Value value, int size) {
    return new SymbolicValue(value, size, null, null);
  }

  static SymbolicValue unknown(String type, int size) {
    return of(new Value.Unknown(type), size);
  }

  @Override
  public int getSize() {
    return size;
  }

  /** Returns one of the two. Only a few alternatives are kept, so that merging comes to an end. */
  SymbolicValue or(SymbolicValue other) {
    if (equals(other)) {
      return this;
    }
    if (size != other.size) {
      return unknown("", Math.min(size, other.size));
    }
    Set<Value> all = new LinkedHashSet<>(alternatives(value));
    if (!all.addAll(alternatives(other.value)) && test == null && array == null) {
      return this;
    }
    if (all.size() == 1) {
      return of(all.iterator().next(), size);
    }
    if (all.size() > MOST_ALTERNATIVES || all.contains(Value.UNKNOWN)) {
      return of(Value.UNKNOWN, size);
    }
    return of(new Value.Choice(new ArrayList<>(all)), size);
  }

  private static List<Value> alternatives(Value value) {
    return value instanceof Value.Choice choice ? choice.alternatives() : List.of(value);
  }
}
