package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * Turns what stands on the operand stack into values of the source: numbers into booleans where the
 * JVM has none, and new arrays into what was stored in them.
 */
final class OperandValues {
  /** The elements of each new array, by the instruction that makes it. */
  private final Map<AbstractInsnNode, List<Value>> elements = new HashMap<>();

  /** Notes that an element is stored in a new array, and returns whether the array is new. */
  boolean store(SymbolicValue array, Value element) {
    if (array.array() == null) {
      return false;
    }
    elements.computeIfAbsent(array.array(), a -> new ArrayList<>()).add(element);
    return true;
  }

  /**
   * Returns what an operand stands for.
   *
   * @param wanted the type that the instruction expects
   */
  Value of(SymbolicValue operand, Type wanted) {
    if (operand.array() != null && elements.containsKey(operand.array())) {
      return new Value.Choice(elements.get(operand.array()));
    }
    Value value = operand.value();
    if (wanted != Type.BOOLEAN_TYPE) {
      return value;
    }
    if (value instanceof Value.Constant constant && constant.value() instanceof Integer i) {
      return new Value.Constant(i != 0);
    }
    return value instanceof Value.Choice ? new Value.Unknown("boolean") : value;
  }
}
