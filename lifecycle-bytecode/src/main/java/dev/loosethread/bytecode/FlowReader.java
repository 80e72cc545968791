package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/** Makes the flow of one stretch of code; used once. */
final class FlowReader {
  private final MethodValues code;
  private final NestMethod method;
  private final InsnList instructions;
  private final FlowDraft flow = new FlowDraft();
  private final Map<Integer, Integer> nodes = new HashMap<>();
  private final Map<Integer, Integer> indexes = new HashMap<>();
  private final Map<AbstractInsnNode, List<Value>> arrays = new HashMap<>();
  private final Map<Integer, Integer> passes = new HashMap<>();
  private final BitSet jumpsIfTrue = new BitSet();
  private final ExceptionTable table;
  private int from;
  private int to;
  private int skipFrom;
  private int skipTo;

  FlowReader(MethodValues code) {
    this.code = code;
    this.method = code.method();
    this.instructions = method.method.instructions;
    this.table = new ExceptionTable(code);
  }

  Flow read(int first, int end, int leaveOutFrom, int leaveOutTo) {
    from = first;
    to = end;
    skipFrom = leaveOutFrom;
    skipTo = leaveOutTo;
    for (int i = from; i < to; i++) {
      if (isIn(i)) {
        place(i);
      }
    }
    flow.edge(FlowDraft.ENTRY, nodeAt(from), Kind.NORMAL, "");
    for (int i = from; i < to; i++) {
      if (isIn(i) && nodes.containsKey(i)) {
        connect(i, nodes.get(i));
      }
    }
    table.connect(flow, nodes);
    for (int node = 3; node < flow.size(); node++) {
      OptionalInt handler = table.handlerAround(indexes.get(node));
      if (handler.isPresent() && nodes.containsKey(handler.getAsInt())) {
        flow.handledBy(node, nodes.get(handler.getAsInt()));
      }
    }
    return flow.finish(this::loopSite);
  }

  private boolean isIn(int index) {
    return code.frame(index) != null && (index < skipFrom || index >= skipTo);
  }

  private BytecodeSite loopSite(int node) {
    int index = indexes.getOrDefault(node, from);
    int next = index;
    // A label has no line of its own.
    while (next < to && instructions.get(next).getOpcode() < 0) {
      next++;
    }
    return method.site(method.line(next), "loop " + method.line(next));
  }

  private void place(int index) {
    AbstractInsnNode insn = instructions.get(index);
    if (insn instanceof LabelNode && table.isHandler(index)) {
      Event.Catch entry = table.catchAt(index);
      add(index, entry);
      return;
    }
    if (insn instanceof LabelNode) {
      if (table.isTarget(insn)) {
        add(index, null);
      }
      return;
    }
    if (table.isExceptionStore(index)) {
      return;
    }
    Event event = event(index, insn);
    if (event != null
        || insn.getOpcode() == Opcodes.ATHROW
        || (!JumpTargets.targets(insn).isEmpty() && insn.getOpcode() != Opcodes.GOTO)) {
      add(index, event);
    }
    if (event instanceof Event.Branch) {
      // Either way from a branch has a node of its own, as a jump's target has.
      int passed = flow.add(null, table.isInFinally(index));
      indexes.put(passed, index);
      passes.put(index, passed);
    }
  }

  private void add(int index, Event event) {
    int node = flow.add(event, table.isInFinally(index));
    nodes.put(index, node);
    indexes.put(node, index);
  }

  /** The node that control comes to at an instruction. */
  private int nodeAt(int index) {
    int i = index;
    while (i < to) {
      if (i >= skipFrom && i < skipTo) {
        i = skipTo;
        continue;
      }
      Integer node = nodes.get(i);
      if (node != null) {
        return node;
      }
      AbstractInsnNode insn = instructions.get(i);
      if (insn.getOpcode() == Opcodes.GOTO) {
        i = instructions.indexOf(((JumpInsnNode) insn).label);
        if (i < from || i >= to) {
          return FlowDraft.EXIT;
        }
      } else if (insn.getOpcode() == Opcodes.RETURN) {
        return FlowDraft.EXIT;
      } else {
        i++;
      }
    }
    return FlowDraft.EXIT;
  }

  private int target(LabelNode label) {
    int index = instructions.indexOf(label);
    return index < from || index >= to ? FlowDraft.EXIT : nodeAt(index);
  }

  private void connect(int index, int node) {
    AbstractInsnNode insn = instructions.get(index);
    int opcode = insn.getOpcode();
    Event event = flow.event(node);
    if (opcode == Opcodes.ATHROW) {
      if (event instanceof Event.Throw thrown) {
        table.raise(node, index, thrown.type().isEmpty() ? "java.lang.Throwable" : thrown.type());
      } else {
        table.rethrow(node, index);
      }
      return;
    }
    if (event instanceof Event.Return) {
      flow.edge(node, FlowDraft.EXIT, Kind.NORMAL, "");
      return;
    }
    if (insn instanceof JumpInsnNode jump) {
      boolean isFork = !(event instanceof Event.Branch);
      boolean isSwapped = jumpsIfTrue.get(index);
      int next = nodeAt(index + 1);
      Integer passed = passes.get(index);
      if (passed != null) {
        flow.edge(passed, next, Kind.NORMAL, "");
        next = passed;
      }
      int ifTrue = isSwapped ? target(jump.label) : next;
      int ifFalse = isSwapped ? next : target(jump.label);
      flow.edge(node, ifTrue, isFork ? Kind.NORMAL : Kind.TRUE, "");
      flow.edge(node, ifFalse, isFork ? Kind.NORMAL : Kind.FALSE, "");
      return;
    }
    if (!JumpTargets.targets(insn).isEmpty()) {
      JumpTargets.targets(insn).forEach(l -> flow.edge(node, target(l), Kind.NORMAL, ""));
      return;
    }
    flow.edge(node, nodeAt(index + 1), Kind.NORMAL, "");
    if (event instanceof Event.Call call) {
      call.checked().stream().sorted().forEach(e -> table.raise(node, index, e));
      table.raise(node, index, Flow.UNCHECKED);
    }
  }

  private Event event(int index, AbstractInsnNode insn) {
    int opcode = insn.getOpcode();
    Frame<SymbolicValue> frame = code.frame(index);
    int top = frame.getStackSize() - 1;
    int line = method.line(index);
    if (insn instanceof FieldInsnNode field
        && (opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC)) {
      if (code.unit().isSynthetic(field)) {
        return null;
      }
      Value receiver = opcode == Opcodes.PUTFIELD ? frame.getStack(top - 1).value() : Value.UNKNOWN;
      return assign(
          code.field(field, receiver), frame.getStack(top), Type.getType(field.desc), line);
    }
    if (insn instanceof VarInsnNode && opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
      SlotVariables.Variable variable = code.variable(insn);
      Value target = variable == null ? Value.UNKNOWN : code.local(variable);
      return target instanceof Value.Local local
          ? assign(
              local,
              frame.getStack(top),
              local.type().equals("boolean") ? Type.BOOLEAN_TYPE : Type.INT_TYPE,
              line)
          : null;
    }
    if (insn instanceof IincInsnNode) {
      return new Event.Assign(
          code.local(code.variable(insn)), new Value.Unknown("int"), true, site(line, "increment"));
    }
    if (opcode == Opcodes.AASTORE) {
      return store(frame, top, line);
    }
    if (insn instanceof MethodInsnNode call) {
      return call(index, call, frame, line);
    }
    if (insn instanceof JumpInsnNode) {
      return branch(opcode, index, frame, top, line);
    }
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.ARETURN) {
      return new Event.Return(
          value(frame.getStack(top), Type.getReturnType(method.method.desc)), site(line, "return"));
    }
    if (opcode == Opcodes.ATHROW && !table.isRethrow(index)) {
      String type = frame.getStack(top).value().typeName().orElse("");
      return new Event.Throw(type, site(line, "throw"));
    }
    if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
      return new Event.Monitor(
          opcode == Opcodes.MONITORENTER, frame.getStack(top).value(), site(line, "lock"));
    }
    return null;
  }

  private Event.Assign assign(Value target, SymbolicValue value, Type type, int line) {
    return new Event.Assign(target, value(value, type), false, site(line, "= " + target));
  }

  /** Elements of an array that is being made are part of its value. */
  private Event store(Frame<SymbolicValue> frame, int top, int line) {
    SymbolicValue array = frame.getStack(top - 2);
    Value value = frame.getStack(top).value();
    if (array.array() != null) {
      arrays.computeIfAbsent(array.array(), a -> new ArrayList<>()).add(value);
      return null;
    }
    return new Event.Assign(
        new Value.Element(array.value(), value.typeName().orElse("")),
        value,
        false,
        site(line, "[] = " + value));
  }

  private Value value(SymbolicValue symbol, Type wanted) {
    if (symbol.array() != null && arrays.containsKey(symbol.array())) {
      return new Value.Choice(arrays.get(symbol.array()));
    }
    Value value = symbol.value();
    if (wanted == Type.BOOLEAN_TYPE) {
      if (value instanceof Value.Constant constant && constant.value() instanceof Integer i) {
        return new Value.Constant(i != 0);
      }
      return value instanceof Value.Choice ? new Value.Unknown("boolean") : value;
    }
    return value;
  }

  private Event branch(int opcode, int index, Frame<SymbolicValue> frame, int top, int line) {
    if (opcode == Opcodes.GOTO) {
      return null;
    }
    BytecodeSite site = site(line, "if " + opcode);
    SymbolicValue last = frame.getStack(top);
    // The code goes on where the condition holds, so it asks the opposite of the jump.
    switch (opcode) {
      case Opcodes.IFNULL, Opcodes.IFNONNULL:
        return new Event.Branch(
            new Test.Compare(last.value(), opcode == Opcodes.IFNULL ? "!=" : "==", Value.NULL),
            site);
      case Opcodes.IFEQ, Opcodes.IFNE, Opcodes.IFLT, Opcodes.IFGE, Opcodes.IFGT, Opcodes.IFLE:
        return zero(opcode, index, last, site);
      default:
        return new Event.Branch(
            new Test.Compare(frame.getStack(top - 1).value(), operator(opcode), last.value()),
            site);
    }
  }

  private Event zero(int opcode, int index, SymbolicValue last, BytecodeSite site) {
    if (last.test() instanceof Test.Compare compare) {
      return new Event.Branch(
          new Test.Compare(compare.left(), operator(opcode), compare.right()), site);
    }
    boolean isFlag =
        (opcode == Opcodes.IFEQ || opcode == Opcodes.IFNE)
            && (last.test() != null || isBoolean(last.value()));
    if (!isFlag) {
      return new Event.Branch(
          new Test.Compare(last.value(), operator(opcode), new Value.Constant(0)), site);
    }
    if (isAssertion(index)) {
      // Whether assertions are on, nobody knows: a fork.
      return null;
    }
    if (opcode == Opcodes.IFNE) {
      jumpsIfTrue.set(index);
    }
    return new Event.Branch(last.test() != null ? last.test() : new Test.Truth(last.value()), site);
  }

  private boolean isAssertion(int index) {
    return instructions.get(index).getPrevious() instanceof FieldInsnNode field
        && field.name.equals("$assertionsDisabled");
  }

  private static boolean isBoolean(Value value) {
    String type = value.typeName().orElse("");
    return type.equals("boolean")
        || type.equals("java.lang.Boolean")
        || (value instanceof Value.Local local && local.type().isEmpty());
  }

  private static String operator(int opcode) {
    return switch (opcode) {
      case Opcodes.IFEQ, Opcodes.IF_ICMPEQ, Opcodes.IF_ACMPEQ -> "!=";
      case Opcodes.IFNE, Opcodes.IF_ICMPNE, Opcodes.IF_ACMPNE -> "==";
      case Opcodes.IFLT, Opcodes.IF_ICMPLT -> ">=";
      case Opcodes.IFGE, Opcodes.IF_ICMPGE -> "<";
      case Opcodes.IFGT, Opcodes.IF_ICMPGT -> "<=";
      default -> ">";
    };
  }

  private Event call(int index, MethodInsnNode insn, Frame<SymbolicValue> frame, int line) {
    if (MethodValues.isBoxing(insn)
        || isNullCheck(insn)
        || makesText(insn)
        || insn.owner.equals("kotlin/jvm/internal/Intrinsics")) {
      return null;
    }
    Type[] types = Type.getArgumentTypes(insn.desc);
    int first = frame.getStackSize() - types.length;
    List<Value> arguments = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      arguments.add(value(frame.getStack(first + i), types[i]));
    }
    AbstractInsnNode work = code.unit().workOf(insn).orElse(insn);
    if (work instanceof FieldInsnNode access) {
      boolean isWrite =
          access.getOpcode() == Opcodes.PUTFIELD || access.getOpcode() == Opcodes.PUTSTATIC;
      return isWrite
          ? new Event.Assign(
              code.field(access, arguments.get(0)),
              arguments.get(arguments.size() - 1),
              false,
              site(line, "= " + access.name))
          : null;
    }
    MethodInsnNode callee = (MethodInsnNode) work;
    boolean isStatic = callee.getOpcode() == Opcodes.INVOKESTATIC;
    Value receiver = Value.UNKNOWN;
    if (callee != insn && !isStatic) {
      receiver = arguments.remove(0);
    } else if (!isStatic) {
      receiver = frame.getStack(first - 1).value();
    }
    return call(index, insn, callee, receiver, arguments, isStatic, line);
  }

  private Event call(
      int index,
      MethodInsnNode insn,
      MethodInsnNode callee,
      Value receiver,
      List<Value> arguments,
      boolean isStatic,
      int line) {
    MethodKey key = code.key(callee.owner, callee.name, callee.desc);
    boolean isConstructor = key.isConstructor();
    boolean isNew = isConstructor && receiver instanceof Value.Result;
    String created = isNew ? ClassFileNames.dotted(callee.owner) : "";
    List<Value> declared = arguments;
    if (isConstructor) {
      declared = code.unit().declared(callee.owner, callee.desc, arguments);
      key = code.unit().constructorKey(callee.owner, callee.desc, key);
    }
    boolean isSuper =
        isConstructor
            ? !isNew
            : callee.getOpcode() == Opcodes.INVOKESPECIAL
                && !callee.owner.equals(method.owner.name);
    int id = isNew ? ((Value.Result) receiver).call() : code.callId(insn);
    Set<String> thrown = code.thrown(callee.owner, callee.name, callee.desc);
    return new Event.Call(
        id,
        key,
        isConstructor ? (isNew ? Value.UNKNOWN : new Value.This(method.type())) : receiver,
        declared,
        isNew ? created : isConstructor ? "" : Type.getReturnType(callee.desc).getClassName(),
        isStatic,
        code.unit().bodyOf(callee.owner, callee.name, callee.desc),
        created,
        isSuper,
        isDiscarded(index, insn, isNew),
        thrown,
        site(line, key.toString()));
  }

  private boolean isDiscarded(int index, MethodInsnNode insn, boolean isNew) {
    AbstractInsnNode next = next(index);
    boolean isPopped =
        next != null && (next.getOpcode() == Opcodes.POP || next.getOpcode() == Opcodes.POP2);
    return isPopped || (!isNew && Type.getReturnType(insn.desc) == Type.VOID_TYPE);
  }

  private AbstractInsnNode next(int index) {
    AbstractInsnNode next = instructions.get(index).getNext();
    while (next != null && next.getOpcode() < 0) {
      next = next.getNext();
    }
    return next;
  }

  /** What a compiler makes of a concatenation of strings. */
  private static boolean makesText(MethodInsnNode call) {
    return call.owner.equals("java/lang/StringBuilder")
        || call.owner.equals("java/lang/StringBuffer")
        || (call.owner.equals("java/lang/String") && call.name.equals("valueOf"));
  }

  /** What javac checks before it binds a method reference or makes an inner object. */
  private static boolean isNullCheck(MethodInsnNode call) {
    AbstractInsnNode next = call.getNext();
    boolean isCheck =
        (call.owner.equals("java/util/Objects") && call.name.equals("requireNonNull"))
            || (call.owner.equals("java/lang/Object") && call.name.equals("getClass"));
    return isCheck && next != null && next.getOpcode() == Opcodes.POP;
  }

  private BytecodeSite site(int line, String what) {
    return method.site(line, what);
  }
}
