package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.CompilationView;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** Reads one top-level class and all that is nested in it; used once. */
final class NestReader {
  /** The bodies of one class's initialisers. */
  private record Initializers(int instance, int statics) {}

  /** What a body's code became; opaque if it cannot be followed. */
  private record Coded(Flow flow, boolean isOpaque) {}

  private final BytecodeHierarchy hierarchy;
  private final Map<String, ClassNode> classes;
  private final Map<String, SyntheticParameters> shapes = new HashMap<>();
  private final Map<String, NestMethod> methods = new LinkedHashMap<>();
  private final Map<FieldKey, Integer> fieldLines = new HashMap<>();
  private final Map<String, Initializers> initializers = new LinkedHashMap<>();
  private final Map<ClassNode, NestMethod> staticInitializers = new HashMap<>();
  private final Map<String, NestMethod> creators = new HashMap<>();
  private final Map<NestMethod, Optional<MethodValues>> code = new HashMap<>();
  private final Map<NestMethod, List<Value>> parameters = new HashMap<>();
  private final Map<String, Value> captured = new HashMap<>();
  private final List<Body> bodies = new ArrayList<>();
  private int calls;
  private int locals;

  /**
   * @param classes by internal name, the top-level class first, each with its code
   */
  NestReader(BytecodeHierarchy hierarchy, Map<String, ClassNode> classes) {
    this.hierarchy = hierarchy;
    this.classes = classes;
  }

  ClassFacts read(CompilationView compilation) {
    classes.values().forEach(c -> shapes.put(c.name, SyntheticParameters.of(c, classes)));
    declare();
    methods.values().forEach(this::findLaunches);
    staticInitializers.values().forEach(this::findLaunches);
    methods.values().forEach(m -> bodies.set(m.body, body(m)));
    classes.values().forEach(this::initializers);
    List<FieldFacts> fields = new ArrayList<>();
    classes.values().forEach(c -> c.fields.forEach(f -> field(c, f).ifPresent(fields::add)));
    ClassNode top = classes.values().iterator().next();
    return new ClassFacts(
        ClassFileNames.dotted(top.name),
        classes.values().stream().map(c -> new TypeReader(c).read()).toList(),
        fields,
        bodies,
        hierarchy,
        compilation);
  }

  private void declare() {
    for (ClassNode type : classes.values()) {
      initializers.put(type.name, new Initializers(bodies.size(), bodies.size() + 1));
      bodies.add(null);
      bodies.add(null);
      for (MethodNode method : type.methods) {
        if (method.name.equals("<clinit>")) {
          int id = initializers.get(type.name).statics();
          staticInitializers.put(type, new NestMethod(type, method, id, false));
        } else if (isRead(method)) {
          NestMethod unit = new NestMethod(type, method, bodies.size(), isLambda(method));
          methods.put(key(type.name, method.name, method.desc), unit);
          bodies.add(null);
        }
      }
    }
  }

  private static boolean isRead(MethodNode method) {
    return (method.access & Opcodes.ACC_BRIDGE) == 0 && !SyntheticAccessors.is(method);
  }

  /** What javac, scalac and kotlinc make of a lambda's code. */
  private static boolean isLambda(MethodNode method) {
    return (method.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_PRIVATE)) != 0
        && (method.name.contains("lambda$") || method.name.contains("$anonfun$"));
  }

  private static String key(String owner, String name, String descriptor) {
    return owner + "." + name + descriptor;
  }

  /** Finds where lambdas and local classes are made, so that what makes them is read first. */
  private void findLaunches(NestMethod unit) {
    for (AbstractInsnNode insn : unit.method.instructions) {
      if (insn instanceof InvokeDynamicInsnNode dynamic) {
        for (Object argument : dynamic.bsmArgs) {
          if (argument instanceof Handle target) {
            lambda(target)
                .filter(l -> l.enclosing == null && l != unit)
                .ifPresent(l -> l.enclosing = unit);
          }
        }
      } else if (insn instanceof TypeInsnNode creation
          && insn.getOpcode() == Opcodes.NEW
          && classes.containsKey(creation.desc)
          && classes.get(creation.desc).outerClass != null
          && !creation.desc.equals(unit.owner.name)) {
        creators.putIfAbsent(creation.desc, unit);
      }
    }
  }

  // What readers of code ask.

  BytecodeHierarchy hierarchy() {
    return hierarchy;
  }

  int nextCall() {
    return calls++;
  }

  int nextLocal() {
    return locals++;
  }

  Optional<NestMethod> lambda(Handle target) {
    return Optional.ofNullable(
            methods.get(key(target.getOwner(), target.getName(), target.getDesc())))
        .filter(m -> m.isLambda);
  }

  OptionalInt bodyOf(String owner, String name, String descriptor) {
    NestMethod own = methods.get(key(owner, name, descriptor));
    if (own == null && classes.containsKey(owner)) {
      own =
          hierarchy
              .method(ClassFileNames.dotted(owner), name, descriptor)
              .map(d -> methods.get(key(d.owner().replace('.', '/'), name, descriptor)))
              .orElse(null);
    }
    return own == null ? OptionalInt.empty() : OptionalInt.of(own.body);
  }

  /** What a compiler's accessor does, if the call is one of such a method. */
  Optional<AbstractInsnNode> workOf(MethodInsnNode call) {
    ClassNode owner = classes.get(call.owner);
    if (owner == null || !call.name.startsWith("access$")) {
      return Optional.empty();
    }
    return owner.methods.stream()
        .filter(
            m -> m.name.equals(call.name) && m.desc.equals(call.desc) && SyntheticAccessors.is(m))
        .findFirst()
        .flatMap(SyntheticAccessors::work);
  }

  /** Whether a compiler made the field to reach what is around the class. */
  boolean isSynthetic(FieldInsnNode access) {
    ClassNode owner = classes.get(access.owner);
    return owner != null
        && owner.fields.stream()
            .anyMatch(f -> f.name.equals(access.name) && (f.access & Opcodes.ACC_SYNTHETIC) != 0);
  }

  /** The arguments that stand in the source, without those that a compiler adds. */
  List<Value> declared(String owner, String descriptor, List<Value> arguments) {
    SyntheticParameters shape = shapes.get(owner);
    return shape == null ? arguments : shape.declared(descriptor, arguments);
  }

  /** An anonymous class's constructor goes by its superclass's name. */
  MethodKey constructorKey(String owner, String descriptor, MethodKey key) {
    SyntheticParameters shape = shapes.get(owner);
    return shape == null ? key : shape.key(descriptor, key);
  }

  /** What a local class's field for a captured variable holds. */
  Value capturedBy(String owner, String field) {
    String key = owner + "." + field;
    Value known = captured.get(key);
    if (known == null) {
      captured.put(key, Value.UNKNOWN);
      known = CapturedVariables.of(this, owner, field).orElse(Value.UNKNOWN);
      captured.put(key, known);
    }
    return known;
  }

  Optional<NestMethod> creator(String internalName) {
    return Optional.ofNullable(creators.get(internalName));
  }

  SyntheticParameters shape(String internalName) {
    return shapes.get(internalName);
  }

  /** What each parameter of a method stands for. */
  List<Value> parameters(NestMethod method) {
    List<Value> known = parameters.get(method);
    if (known == null) {
      if (method.isLambda && method.enclosing != null) {
        code(method.enclosing);
      }
      known = new ArrayList<>();
      Type[] types = Type.getArgumentTypes(method.method.desc);
      SyntheticParameters shape = shapes.get(method.owner.name);
      for (int i = 0; i < types.length; i++) {
        if (i < method.captured.size()) {
          known.add(method.captured.get(i));
        } else if (method.method.name.equals("<init>")
            && shape.isOuterInstance(method.method.desc, i)) {
          known.add(new Value.This(types[i].getClassName()));
        } else {
          known.add(
              new Value.Local(nextLocal(), parameterName(method, i), types[i].getClassName()));
        }
      }
      parameters.put(method, known);
    }
    return known;
  }

  private static String parameterName(NestMethod method, int index) {
    int slot = method.slots().get(index);
    if (method.method.localVariables != null) {
      for (var variable : method.method.localVariables) {
        if (variable.index == slot) {
          return variable.name;
        }
      }
    }
    return "p" + index;
  }

  /** The reader of a method's code; empty if it cannot be followed. */
  Optional<MethodValues> code(NestMethod method) {
    Optional<MethodValues> known = code.get(method);
    if (known == null) {
      code.put(method, Optional.empty());
      if (method.isLambda && method.enclosing != null) {
        code(method.enclosing);
      }
      try {
        known = method.hasCode() ? Optional.of(new MethodValues(this, method)) : Optional.empty();
      } catch (AnalyzerException | IndexOutOfBoundsException e) {
        // Code that only other tools than compilers make.
        known = Optional.empty();
      }
      code.put(method, known);
    }
    return known;
  }

  // Declarations.

  private Optional<FieldFacts> field(ClassNode type, FieldNode field) {
    if ((field.access & Opcodes.ACC_SYNTHETIC) != 0) {
      return Optional.empty();
    }
    FieldKey key = new FieldKey(ClassFileNames.dotted(type.name), field.name);
    return Optional.of(
        new FieldFacts(
            key,
            ClassFileNames.ofDescriptor(field.desc),
            ClassFileNames.fieldModifiers(field.access),
            ClassFileNames.annotations(field.visibleAnnotations, field.invisibleAnnotations),
            Set.of(),
            new BytecodeSite(key.owner(), field.name, field.desc, lineOf(key), "field")));
  }

  /** A class file does not say where a field is declared; its first assignment must do. */
  private int lineOf(FieldKey key) {
    if (fieldLines.isEmpty()) {
      bodies.forEach(this::noteFieldLines);
    }
    return fieldLines.getOrDefault(key, 0);
  }

  private void noteFieldLines(Body body) {
    boolean isFirst =
        body.kind() == Body.Kind.INITIALIZER || body.kind() == Body.Kind.STATIC_INITIALIZER;
    for (Flow.Node node : body.flow().nodes()) {
      if (node.event() instanceof Event.Assign assign
          && assign.target() instanceof Value.Field field
          && (isFirst || fieldLines.getOrDefault(field.key(), 0) == 0)) {
        fieldLines.put(field.key(), assign.site().line());
      }
    }
  }

  private Body body(NestMethod method) {
    boolean isConstructor = method.method.name.equals("<init>");
    InitializerRange initializer = isConstructor ? initializerRange(method) : InitializerRange.NONE;
    Coded coded = coded(method, r -> r.without(initializer.from(), initializer.to()));
    List<Value.Local> declared = new ArrayList<>();
    List<Value> all = parameters(method);
    SyntheticParameters shape = shapes.get(method.owner.name);
    for (int i = method.captured.size(); i < all.size(); i++) {
      if (all.get(i) instanceof Value.Local local
          && !(isConstructor && shape.isSynthetic(method.method.desc, i))) {
        declared.add(local);
      }
    }
    MethodKey key = ClassFileNames.method(method.type(), method.method.name, method.method.desc);
    if (isConstructor) {
      key =
          new MethodKey(
              key.owner(), key.name(), shape.declared(method.method.desc, key.parameters()));
    }
    Set<Modifier> modifiers = ClassFileNames.modifiers(method.method.access, true);
    NestMethod around = method.isLambda ? method.enclosing : creators.get(method.owner.name);
    return new Body(
        method.body,
        method.isLambda
            ? Body.Kind.LAMBDA
            : isConstructor ? Body.Kind.CONSTRUCTOR : Body.Kind.METHOD,
        method.type(),
        key,
        method.isLambda ? Set.of() : modifiers,
        ClassFileNames.annotations(
            method.method.visibleAnnotations, method.method.invisibleAnnotations),
        Set.of(),
        declared,
        method.isLambda
            ? (method.returnsResult ? "java.lang.Object" : "void")
            : Type.getReturnType(method.method.desc).getClassName(),
        ClassFileNames.dotted(method.method.exceptions),
        around == null ? OptionalInt.empty() : OptionalInt.of(around.body),
        coded.flow(),
        coded.isOpaque(),
        method.site(method.firstLine(), "method"));
  }

  private Coded coded(NestMethod method, Function<MethodValues, Flow> reading) {
    if (!method.hasCode()) {
      return new Coded(Flow.NO_CODE, false);
    }
    try {
      return code(method)
          .map(reader -> new Coded(reading.apply(reader), false))
          .orElse(new Coded(Flow.NO_CODE, true));
    } catch (FlowDraft.Irreducible e) {
      return new Coded(Flow.NO_CODE, true);
    }
  }

  private void initializers(ClassNode type) {
    Initializers ids = initializers.get(type.name);
    NestMethod first =
        type.methods.stream()
            .filter(m -> m.name.equals("<init>"))
            .map(m -> methods.get(key(type.name, m.name, m.desc)))
            .filter(Objects::nonNull)
            .filter(m -> !initializerRange(m).isEmpty())
            .findFirst()
            .orElse(null);
    initializer(type, ids.instance(), false, first, first == null ? null : initializerRange(first));
    NestMethod statics = staticInitializers.get(type);
    initializer(
        type,
        ids.statics(),
        true,
        statics,
        statics == null ? null : new InitializerRange(0, statics.method.instructions.size()));
  }

  private InitializerRange initializerRange(NestMethod constructor) {
    return InitializerRange.of(constructor, shapes.get(constructor.owner.name));
  }

  /**
   * @param code the method that holds the initialisers' code, or null if there is none
   */
  private void initializer(
      ClassNode type, int id, boolean isStatic, NestMethod code, InitializerRange range) {
    Coded coded =
        code == null
            ? new Coded(Flow.NO_CODE, false)
            : coded(code, r -> r.only(range.from(), range.to()));
    String owner = ClassFileNames.dotted(type.name);
    NestMethod around = creators.get(type.name);
    bodies.set(
        id,
        Body.initializer(
            id,
            isStatic,
            owner,
            around == null ? OptionalInt.empty() : OptionalInt.of(around.body),
            coded.flow(),
            coded.isOpaque(),
            new BytecodeSite(owner, "", "", 0, isStatic ? "<clinit>" : "<instance-init>")));
  }
}
