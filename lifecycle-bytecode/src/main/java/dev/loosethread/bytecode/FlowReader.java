package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;

/**
 * Makes the flow of one stretch of code; used once. First every event, jump and target becomes a
 * node, then they are connected, and in the end the loops are found.
 */
final class FlowReader {
  private static final int EXIT = Flow.Builder.EXIT;
  private static final int FIRST_NODE = Flow.Builder.THROW_EXIT + 1;

  private final MethodValues values;
  private final NestMethod method;
  private final InsnList instructions;
  private final InstructionRange range;
  private final InstructionRange leftOut;
  private final ExceptionTable table;
  private final ExceptionEdges exceptions;
  private final InstructionReader events;
  private final Flow.Builder flow = new Flow.Builder();

  /** The node of each instruction that has one. */
  private final Map<Integer, Integer> nodes = new HashMap<>();

  /** The instruction of each node. */
  private final Map<Integer, Integer> indexes = new HashMap<>();

  /** The node behind each branch, where control goes on if its jump is not taken. */
  private final Map<Integer, Integer> notTaken = new HashMap<>();

  private FlowReader(MethodValues values, InstructionRange range, InstructionRange leftOut) {
    this.values = values;
    this.method = values.method();
    this.instructions = method.method.instructions;
    this.range = range;
    this.leftOut = leftOut;
    this.table = new ExceptionTable(values);
    this.exceptions = new ExceptionEdges(values, table);
    this.events = new InstructionReader(values, table);
  }

  /** Reads only some of a method's instructions. */
  static Flow only(MethodValues values, InstructionRange range) {
    return new FlowReader(values, range, InstructionRange.NONE).read();
  }

  /** Reads all of a method's instructions but some. */
  static Flow without(MethodValues values, InstructionRange leftOut) {
    int end = values.method().method.instructions.size();
    return new FlowReader(values, new InstructionRange(0, end), leftOut).read();
  }

  private Flow read() {
    for (int i = range.from(); i < range.to(); i++) {
      if (isRead(i)) {
        place(i);
      }
    }
    flow.edge(Flow.Builder.ENTRY, nodeAt(range.from()), Kind.NORMAL);
    for (int i = range.from(); i < range.to(); i++) {
      if (isRead(i) && nodes.containsKey(i)) {
        connect(i, nodes.get(i));
      }
    }
    exceptions.connect(flow, nodes);
    for (int node = FIRST_NODE; node < flow.size(); node++) {
      OptionalInt handler = table.catchAround(indexes.get(node));
      if (handler.isPresent() && nodes.containsKey(handler.getAsInt())) {
        flow.setHandler(node, nodes.get(handler.getAsInt()));
      }
    }
    return NaturalLoops.in(flow.build(), values.shared().hierarchy(), this::loopSite);
  }

  private boolean isRead(int index) {
    return values.frame(index) != null && !leftOut.contains(index);
  }

  private BytecodeSite loopSite(int node) {
    int next = indexes.getOrDefault(node, range.from());
    // The line of a label is that of the instruction after it.
    while (next < range.to() && instructions.get(next).getOpcode() < 0) {
      next++;
    }
    return method.site(method.line(next), "loop " + method.line(next));
  }

  // Nodes.

  private void place(int index) {
    AbstractInsnNode insn = instructions.get(index);
    if (insn instanceof LabelNode) {
      if (table.isHandler(index)) {
        add(index, table.catchAt(index));
      } else if (table.isTarget(insn)) {
        add(index, null);
      }
      return;
    }
    if (table.isExceptionStore(index)) {
      return;
    }
    Event event = events.read(index);
    if (event != null
        || insn.getOpcode() == Opcodes.ATHROW
        || (!JumpTargets.targets(insn).isEmpty() && insn.getOpcode() != Opcodes.GOTO)) {
      add(index, event);
    }
    if (event instanceof Event.Branch) {
      // Both ways out of a branch have a separate node, as the target of a jump has.
      notTaken.put(index, newNode(index, null));
    }
  }

  private void add(int index, Event event) {
    nodes.put(index, newNode(index, event));
  }

  private int newNode(int index, Event event) {
    int node = flow.add(event);
    if (table.isInFinally(index)) {
      flow.setInFinally(node);
    }
    indexes.put(node, index);
    return node;
  }

  /** Returns the node that control comes to at an instruction. */
  private int nodeAt(int index) {
    int i = index;
    while (i < range.to()) {
      if (leftOut.contains(i)) {
        i = leftOut.to();
        continue;
      }
      Integer node = nodes.get(i);
      if (node != null) {
        return node;
      }
      AbstractInsnNode insn = instructions.get(i);
      if (insn.getOpcode() == Opcodes.GOTO) {
        i = instructions.indexOf(((JumpInsnNode) insn).label);
        if (!range.contains(i)) {
          return EXIT;
        }
      } else if (insn.getOpcode() == Opcodes.RETURN) {
        return EXIT;
      } else {
        i++;
      }
    }
    return EXIT;
  }

  private int target(LabelNode label) {
    int index = instructions.indexOf(label);
    return range.contains(index) ? nodeAt(index) : EXIT;
  }

  // Edges.

  private void connect(int index, int node) {
    AbstractInsnNode insn = instructions.get(index);
    Event event = flow.event(node);
    if (insn.getOpcode() == Opcodes.ATHROW) {
      if (event instanceof Event.Throw thrown) {
        String type = thrown.type();
        exceptions.raise(node, index, type.isEmpty() ? "java.lang.Throwable" : type);
      } else {
        exceptions.rethrow(node, index);
      }
    } else if (event instanceof Event.Return) {
      flow.edge(node, EXIT, Kind.NORMAL);
    } else if (insn instanceof JumpInsnNode jump) {
      connectJump(index, node, jump);
    } else if (!JumpTargets.targets(insn).isEmpty()) {
      JumpTargets.targets(insn).forEach(label -> flow.edge(node, target(label), Kind.NORMAL));
    } else {
      flow.edge(node, nodeAt(index + 1), Kind.NORMAL);
      if (event instanceof Event.Call call) {
        call.checked().stream().sorted().forEach(e -> exceptions.raise(node, index, e));
        exceptions.raise(node, index, Flow.UNCHECKED);
      }
    }
  }

  private void connectJump(int index, int node, JumpInsnNode jump) {
    int next = nodeAt(index + 1);
    Integer own = notTaken.get(index);
    if (own != null) {
      flow.edge(own, next, Kind.NORMAL);
      next = own;
    }
    int taken = target(jump.label);
    boolean jumpsIfTrue = events.jumpsIfTrue(index);
    boolean isBranch = flow.event(node) instanceof Event.Branch;
    flow.edge(node, jumpsIfTrue ? taken : next, isBranch ? Kind.TRUE : Kind.NORMAL);
    flow.edge(node, jumpsIfTrue ? next : taken, isBranch ? Kind.FALSE : Kind.NORMAL);
  }
}
