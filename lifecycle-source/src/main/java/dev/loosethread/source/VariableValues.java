package dev.loosethread.source;

import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Value;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** The values that the variables in one top-level class stand for, each made once. */
final class VariableValues {
  private final ElementNames names;
  private final SourceHierarchy hierarchy;
  private final Map<VariableElement, Known> known = new IdentityHashMap<>();
  private int locals;

  VariableValues(ElementNames names, SourceHierarchy hierarchy) {
    this.names = names;
    this.hierarchy = hierarchy;
  }

  /**
   * Returns what reading a variable yields: a constant, a local variable, or a field.
   *
   * @param receiver the object that a field is read from; null if it is read by its simple name
   * @param from the class whose code reads it
   */
  Value read(VariableElement variable, @Nullable Value receiver, @Nullable TypeElement from) {
    Known of = known(variable);
    return of.plain != null ? of.plain : of.field(receiver, from);
  }

  /** Returns the variable that is assigned by its simple name: a local variable or a field. */
  Value written(VariableElement variable, @Nullable TypeElement from) {
    Known of = known(variable);
    return of.local != null ? of.local : of.field(null, from);
  }

  /** Returns a variable that is no field. */
  Value.Local local(VariableElement variable) {
    return Objects.requireNonNull(known(variable).local, "a field");
  }

  private Known known(VariableElement variable) {
    Known of = known.get(variable);
    return of != null ? of : add(variable);
  }

  private Known add(VariableElement variable) {
    String name = variable.getSimpleName().toString();
    String type = names.of(variable.asType());
    boolean isField = variable.getKind().isField();
    Value.Local local = isField ? null : new Value.Local(locals++, name, type);
    Object constant = variable.getConstantValue();
    Value plain = constant != null ? new Value.Constant(constant) : local;
    String owner =
        isField && variable.getEnclosingElement() instanceof TypeElement t ? names.of(t) : "";
    boolean isStatic = isField && variable.getModifiers().contains(Modifier.STATIC);
    Known of = new Known(local, plain, new FieldKey(owner, name), type, isStatic);
    known.put(variable, of);
    return of;
  }

  private final class Known {
    /** Null for a field. */
    final Value.@Nullable Local local;

    /** What reading it always yields; null for a field that is no constant. */
    final @Nullable Value plain;

    private final FieldKey key;
    private final String type;
    private final boolean isStatic;
    private @Nullable TypeElement lastFrom;
    private @Nullable Value last;

    Known(
        Value.@Nullable Local local,
        @Nullable Value plain,
        FieldKey key,
        String type,
        boolean isStatic) {
      this.local = local;
      this.plain = plain;
      this.key = key;
      this.type = type;
      this.isStatic = isStatic;
    }

    Value field(@Nullable Value receiver, @Nullable TypeElement from) {
      if (receiver != null) {
        return readThrough(receiver);
      }
      return last != null && lastFrom == from ? last : readIn(from);
    }

    private Value readThrough(Value receiver) {
      return new Value.Field(key, isStatic ? Value.UNKNOWN : receiver, type, isStatic);
    }

    private Value readIn(@Nullable TypeElement from) {
      lastFrom = from;
      last = readThrough(isStatic ? Value.UNKNOWN : hierarchy.enclosing(key.owner(), from));
      return last;
    }
  }
}
