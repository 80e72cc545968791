package dev.loosethread.application;

import dev.loosethread.bytecode.BytecodeFrontEnd;
import dev.loosethread.bytecode.ConstantPool;
import dev.loosethread.bytecode.MemberIndex;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeHierarchy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** Finds the classes of an application that call certain methods, by their constant pools. */
final class ApplicationReferences {
  private static final Set<String> CLOSEABLE_PARAMETERS =
      Set.of("Ljava/lang/AutoCloseable;", "Ljava/io/Closeable;");

  private final BytecodeFrontEnd frontEnd;
  private final MemberIndex index;
  private @Nullable Boolean handsOutCloseables;

  ApplicationReferences(BytecodeFrontEnd frontEnd) {
    this.frontEnd = frontEnd;
    this.index = frontEnd.index();
  }

  /** Returns the top-level classes that call one of these. */
  Set<String> usersOf(List<ClassSummary.Made> made) {
    Set<String> users = new LinkedHashSet<>();
    for (ClassSummary.Made m : made) {
      for (String caller : callers(m.owner(), m.method())) {
        users.add(frontEnd.topLevelOf(caller));
      }
    }
    return users;
  }

  /** Returns those whose end methods are never called, although instances are started. */
  List<EndMethodUse> neverEnded(List<EndMethodUse> candidates) {
    List<EndMethodUse> never = new ArrayList<>();
    for (EndMethodUse candidate : candidates) {
      String type = candidate.type().name();
      if (!candidate.isEndedWithin()
          && !callers(type, MethodKey.CONSTRUCTOR).isEmpty()
          && candidate.starts().stream().anyMatch(name -> isCalledElsewhere(type, name))
          && candidate.methods().stream().noneMatch(name -> isCalledElsewhere(type, name))
          && !(isCloseable(type) && handsOutCloseables())) {
        never.add(candidate);
      }
    }
    return never;
  }

  private List<String> callers(String owner, String method) {
    List<String> callers = new ArrayList<>();
    for (String caller : index.having(owner.replace('.', '/'), method)) {
      if (refers(caller, (o, name, descriptor) -> o.equals(owner) && name.equals(method))) {
        callers.add(caller);
      }
    }
    return callers;
  }

  /** Returns whether another class file has a call that may be one of this method. */
  private boolean isCalledElsewhere(String type, String method) {
    TypeHierarchy hierarchy = frontEnd.hierarchy();
    return index.having(method).stream()
        .filter(caller -> !caller.equals(type))
        .anyMatch(
            caller ->
                refers(
                    caller,
                    (owner, name, descriptor) ->
                        name.equals(method)
                            && (hierarchy.isSubtype(owner, type)
                                || hierarchy.isSubtype(type, owner))));
  }

  /** Returns whether the application is a whole program, whose classes nobody else uses. */
  boolean hasMain() {
    return index.having("main", "([Ljava/lang/String;)V").stream()
        .anyMatch(
            type -> frontEnd.declares(type, "main", "([Ljava/lang/String;)V", Opcodes.ACC_STATIC));
  }

  private boolean isCloseable(String type) {
    return frontEnd.hierarchy().isSubtype(type, "java.lang.AutoCloseable");
  }

  /** Returns whether a closeable object may be passed to a method of a library. */
  private boolean handsOutCloseables() {
    if (handsOutCloseables == null) {
      // It takes all class files, so once for all who ask.
      handsOutCloseables =
          frontEnd.application().stream().anyMatch(c -> refers(c, this::takesCloseable));
    }
    return handsOutCloseables;
  }

  private boolean takesCloseable(String owner, String name, String descriptor) {
    return CLOSEABLE_PARAMETERS.stream().anyMatch(descriptor::contains)
        && !frontEnd.application().contains(owner);
  }

  private boolean refers(String caller, ConstantPool.Member wanted) {
    return index.has(caller, pool -> pool.hasMethod(wanted));
  }
}
