package dev.loosethread.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Says which loads and stores of a slot access the same variable.
 *
 * <p>A slot serves several variables one after the other. Stores that reach the same load belong
 * together and form a web (Muchnick: Advanced Compiler Design, 16.3.2). If the class file has a
 * table of local variables, what has one name there is also one web, as it is in the source.
 */
final class SlotVariables {
  /**
   * One variable.
   *
   * @param parameter the index of its slot among the parameters', or -1
   * @param name from the table of local variables, or one made of its slot
   * @param type binary name, "" if unknown
   */
  record Variable(int id, int parameter, String name, String type) {}

  private final Map<AbstractInsnNode, Integer> numbers = new HashMap<>();
  private final List<Integer> parents = new ArrayList<>();
  private final Map<Integer, Variable> variables = new HashMap<>();
  private final MethodNode method;

  private SlotVariables(MethodNode method) {
    this.method = method;
  }

  static SlotVariables of(String owner, MethodNode method) throws AnalyzerException {
    SlotVariables variables = new SlotVariables(method);
    variables.find(owner);
    return variables;
  }

  /** Returns the variable that a load, store or increment accesses; null in unreachable code. */
  @Nullable Variable at(AbstractInsnNode access) {
    Integer number = numbers.get(access);
    return number == null ? null : variables.get(root(number));
  }

  private void find(String owner) throws AnalyzerException {
    AbstractInsnNode[] code = method.instructions.toArray();
    Definitions definitions = new Definitions();
    // Without stores, every load reads a parameter: no data flow analysis is needed.
    Frame<SourceValue>[] frames =
        hasStores(code) ? new Analyzer<>(definitions).analyze(owner, method) : null;
    Map<LocalVariableNode, Integer> byVariable = new HashMap<>();
    for (int i = 0; i < code.length; i++) {
      int slot = slot(code[i]);
      if (slot < 0 || (frames != null && frames[i] == null)) {
        continue;
      }
      if (!isStore(code[i])) {
        Set<AbstractInsnNode> reaching =
            frames == null ? Set.of(definitions.of(slot)) : frames[i].getLocal(slot).insns;
        for (AbstractInsnNode definition : reaching) {
          union(number(code[i]), number(definition));
        }
      }
      LocalVariableNode variable = variable(slot, isStore(code[i]) ? i + 1 : i);
      if (variable != null) {
        union(number(code[i]), byVariable.computeIfAbsent(variable, v -> number(new InsnNode(0))));
      }
    }
    for (int i = 0; i < code.length; i++) {
      Integer number = numbers.get(code[i]);
      if (number != null) {
        int slot = slot(code[i]);
        LocalVariableNode variable = variable(slot, isStore(code[i]) ? i + 1 : i);
        int root = root(number);
        if (variable != null || !variables.containsKey(root)) {
          String name = variable != null ? variable.name : "local" + slot;
          String type = variable != null ? ClassFileNames.ofDescriptor(variable.desc) : "";
          variables.put(root, new Variable(root, parameterOf(root, definitions), name, type));
        }
      }
    }
  }

  private static boolean hasStores(AbstractInsnNode[] code) {
    for (AbstractInsnNode insn : code) {
      if (isStore(insn) || insn instanceof IincInsnNode) {
        return true;
      }
    }
    return false;
  }

  private int parameterOf(int root, Definitions definitions) {
    for (Map.Entry<Integer, AbstractInsnNode> parameter : definitions.parameters.entrySet()) {
      Integer number = numbers.get(parameter.getValue());
      if (number != null && root(number) == root) {
        return parameter.getKey();
      }
    }
    return -1;
  }

  private @Nullable LocalVariableNode variable(int slot, int index) {
    if (method.localVariables == null) {
      return null;
    }
    // Only labels are between a store and the label at which the variable's scope begins.
    int next = index;
    while (next < method.instructions.size() && method.instructions.get(next).getOpcode() < 0) {
      next++;
    }
    for (LocalVariableNode variable : method.localVariables) {
      if (variable.index == slot
          && method.instructions.indexOf(variable.start) <= next
          && method.instructions.indexOf(variable.end) > index) {
        return variable;
      }
    }
    return null;
  }

  private static int slot(AbstractInsnNode insn) {
    if (insn instanceof VarInsnNode access && insn.getOpcode() != Opcodes.RET) {
      return access.var;
    }
    return insn instanceof IincInsnNode increment ? increment.var : -1;
  }

  private static boolean isStore(AbstractInsnNode insn) {
    return insn.getOpcode() >= Opcodes.ISTORE && insn.getOpcode() <= Opcodes.ASTORE;
  }

  private int number(AbstractInsnNode insn) {
    return numbers.computeIfAbsent(
        insn,
        i -> {
          parents.add(parents.size());
          return parents.size() - 1;
        });
  }

  private int root(int number) {
    int root = number;
    while (parents.get(root) != root) {
      root = parents.get(root);
    }
    parents.set(number, root);
    return root;
  }

  private void union(int a, int b) {
    parents.set(root(a), root(b));
  }

  /** Finds for every value the instructions that stored it in its slot. */
  private static final class Definitions extends SourceInterpreter {
    /** Instructions that stand for the initial values of parameters. */
    private final Map<Integer, AbstractInsnNode> parameters = new HashMap<>();

    Definitions() {
      super(Opcodes.ASM9);
    }

    @Override
    public SourceValue newParameterValue(boolean isInstance, int local, Type type) {
      return new SourceValue(type.getSize(), of(local));
    }

    AbstractInsnNode of(int parameter) {
      return parameters.computeIfAbsent(parameter, l -> new InsnNode(Opcodes.NOP));
    }
  }
}
