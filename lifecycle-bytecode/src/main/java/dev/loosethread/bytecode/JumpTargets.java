package dev.loosethread.bytecode;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** The labels that instructions jump to. */
final class JumpTargets {
  private JumpTargets() {}

  /** Returns the labels at which control may go on instead of at the next instruction. */
  static List<LabelNode> targets(AbstractInsnNode insn) {
    if (insn instanceof JumpInsnNode jump) {
      return List.of(jump.label);
    }
    if (insn instanceof TableSwitchInsnNode table) {
      return with(table.labels, table.dflt);
    }
    return insn instanceof LookupSwitchInsnNode lookup
        ? with(lookup.labels, lookup.dflt)
        : List.of();
  }

  private static List<LabelNode> with(List<LabelNode> labels, LabelNode otherwise) {
    List<LabelNode> all = new ArrayList<>(labels);
    all.add(otherwise);
    return all;
  }
}
