package dev.loosethread.bytecode;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.CompilationView;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.OpaqueCodeException;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;

/** Reads a nest, a top-level class and those nested in it, into facts; used once. */
final class NestReader {
  private final BytecodeHierarchy hierarchy;
  private final Nest nest;
  private final NestValues values;
  private final Body[] bodies;

  /**
   * @param classes by internal name, the top-level class first, each with its code
   */
  NestReader(BytecodeHierarchy hierarchy, Map<String, ClassNode> classes) {
    this.hierarchy = hierarchy;
    this.nest = new Nest(classes);
    this.values = new NestValues(hierarchy, nest);
    this.bodies = new Body[nest.bodies()];
  }

  ClassFacts read(CompilationView compilation) {
    nest.methods().forEach(method -> bodies[method.body] = body(method));
    nest.classes().forEach(this::initializers);
    List<Body> read = Arrays.asList(bodies);
    FieldReader fieldReader = new FieldReader(read);
    List<FieldFacts> fields = new ArrayList<>();
    nest.classes().forEach(c -> fields.addAll(fieldReader.fields(c)));
    ClassNode top = nest.classes().iterator().next();
    return new ClassFacts(
        ClassFileNames.dotted(top.name),
        nest.classes().stream().map(c -> new TypeReader(c).read()).toList(),
        fields,
        read,
        hierarchy,
        compilation);
  }

  // Methods.

  private Body body(NestMethod method) {
    InstructionRange initializers =
        method.isConstructor() ? initializersIn(method) : InstructionRange.NONE;
    Optional<Flow> code = code(method, v -> FlowReader.without(v, initializers));
    Body.Builder body =
        Body.builder(method.body, kind(method), key(method), method.site("method"))
            .annotations(
                ClassFileNames.annotations(
                    method.method.visibleAnnotations, method.method.invisibleAnnotations))
            .parameters(declaredParameters(method))
            .thrown(ClassFileNames.dotted(method.method.exceptions))
            .enclosing(bodyOf(method.isLambda ? enclosing(method) : creator(method.owner)))
            .code(code);
    if (method.isLambda) {
      return body.returnType(method.returnsResult ? "java.lang.Object" : "void").build();
    }
    return body.modifiers(AccessFlags.ofMethod(method.method.access))
        .returnType(Type.getReturnType(method.method.desc).getClassName())
        .build();
  }

  private static Body.Kind kind(NestMethod method) {
    if (method.isLambda) {
      return Body.Kind.LAMBDA;
    }
    return method.isConstructor() ? Body.Kind.CONSTRUCTOR : Body.Kind.METHOD;
  }

  private MethodKey key(NestMethod method) {
    MethodKey key = ClassFileNames.method(method.type(), method.method.name, method.method.desc);
    if (!method.isConstructor()) {
      return key;
    }
    SyntheticParameters added = nest.syntheticParameters(method.owner.name);
    return new MethodKey(
        key.owner(), key.name(), added.declared(method.method.desc, key.parameters()));
  }

  /** Returns the parameters that the source contains. */
  private List<Value.Local> declaredParameters(NestMethod method) {
    List<Value.Local> declared = new ArrayList<>();
    List<Value> all = values.parameters(method);
    SyntheticParameters added = nest.syntheticParameters(method.owner.name);
    for (int i = method.captured.size(); i < all.size(); i++) {
      if (all.get(i) instanceof Value.Local local
          && !(method.isConstructor() && added.isSynthetic(method.method.desc, i))) {
        declared.add(local);
      }
    }
    return declared;
  }

  private static Optional<NestMethod> enclosing(NestMethod lambda) {
    return Optional.ofNullable(lambda.enclosing);
  }

  private Optional<NestMethod> creator(ClassNode type) {
    return nest.creator(type.name);
  }

  private static OptionalInt bodyOf(Optional<NestMethod> method) {
    return method.isEmpty() ? OptionalInt.empty() : OptionalInt.of(method.get().body);
  }

  /** Returns the flow of a method's code; empty if it cannot be represented. */
  private Optional<Flow> code(NestMethod method, Function<MethodValues, Flow> reading) {
    if (!method.hasCode()) {
      return Optional.of(Flow.NO_CODE);
    }
    try {
      return values.of(method).map(reading);
    } catch (OpaqueCodeException e) {
      return Optional.empty();
    }
  }

  // Initialisers.

  private InstructionRange initializersIn(NestMethod constructor) {
    return InitializerCode.of(constructor, nest.syntheticParameters(constructor.owner.name));
  }

  private void initializers(ClassNode type) {
    int id = nest.initializerBody(type);
    Optional<NestMethod> constructor =
        type.methods.stream()
            .filter(m -> m.name.equals(MethodKey.CONSTRUCTOR))
            .flatMap(m -> nest.method(type.name, m.name, m.desc).stream())
            .filter(m -> !initializersIn(m).isEmpty())
            .findFirst();
    bodies[id] =
        initializer(
            type,
            false,
            constructor
                .map(m -> code(m, v -> FlowReader.only(v, initializersIn(m))))
                .orElse(Optional.of(Flow.NO_CODE)));
    bodies[id + 1] =
        initializer(
            type,
            true,
            nest.staticInitializer(type)
                .map(m -> code(m, v -> FlowReader.without(v, InstructionRange.NONE)))
                .orElse(Optional.of(Flow.NO_CODE)));
  }

  private Body initializer(ClassNode type, boolean isStatic, Optional<Flow> code) {
    String owner = ClassFileNames.dotted(type.name);
    String what = isStatic ? "<clinit>" : "<instance-init>";
    int id = nest.initializerBody(type) + (isStatic ? 1 : 0);
    return Body.initializer(id, isStatic, owner, new BytecodeSite(owner, "", "", 0, what))
        .enclosing(bodyOf(creator(type)))
        .code(code)
        .build();
  }
}
