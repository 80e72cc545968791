package dev.loosethread.source;

import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Value;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** The methods that the code of one top-level class calls, each looked up once. */
final class Callees {
  private final ElementNames names;
  private final SourceHierarchy hierarchy;
  private final Map<ExecutableElement, Callee> known = new IdentityHashMap<>();

  Callees(ElementNames names, SourceHierarchy hierarchy) {
    this.names = names;
    this.hierarchy = hierarchy;
  }

  /** Notes which body a method has. */
  void declare(ExecutableElement method, int body) {
    of(method).body = OptionalInt.of(body);
  }

  Callee of(ExecutableElement method) {
    Callee callee = known.get(method);
    return callee != null ? callee : add(method);
  }

  private Callee add(ExecutableElement method) {
    String owner = method.getEnclosingElement() instanceof TypeElement t ? names.of(t) : "";
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
    Callee callee = new Callee(names.of(method), names.thrown(method), isStatic, owner);
    known.put(method, callee);
    return callee;
  }

  /** A method that is called, and its body if that is in the same top-level class. */
  final class Callee {
    final MethodKey key;
    final Set<String> thrown;
    final boolean isStatic;

    /** Empty for a method that is declared elsewhere. */
    private OptionalInt body = OptionalInt.empty();

    private final String owner;
    private @Nullable TypeElement lastFrom;
    private @Nullable Value last;

    private Callee(MethodKey key, Set<String> thrown, boolean isStatic, String owner) {
      this.key = key;
      this.thrown = thrown;
      this.isStatic = isStatic;
      this.owner = owner;
    }

    OptionalInt body() {
      return body;
    }

    /** Returns the object that the method is called on by its simple name in {@code from}. */
    Value implicitReceiver(@Nullable TypeElement from) {
      if (last == null || lastFrom != from) {
        lastFrom = from;
        last = hierarchy.enclosing(owner, from);
      }
      return last;
    }
  }
}
