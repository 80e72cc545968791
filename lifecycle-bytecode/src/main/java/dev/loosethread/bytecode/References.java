package dev.loosethread.bytecode;

import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.rules.ClassSummary;
import dev.loosethread.model.rules.EndedThreads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/** Which classes of the application call what, as their constant pools say. */
final class References {
  private static final Set<String> CLOSEABLE_PARAMETERS =
      Set.of("Ljava/lang/AutoCloseable;", "Ljava/io/Closeable;");

  private final ClassFiles files;
  private final BytecodeFrontEnd frontEnd;

  References(ClassFiles files, BytecodeFrontEnd frontEnd) {
    this.files = files;
    this.frontEnd = frontEnd;
  }

  /** The top-level classes that call one of these. */
  Set<String> usersOf(List<ClassSummary.Made> made) {
    Map<String, Set<String>> owners = new HashMap<>();
    made.forEach(m -> owners.computeIfAbsent(m.method(), n -> new HashSet<>()).add(m.owner()));
    Set<String> users = new LinkedHashSet<>();
    for (String type : files.application()) {
      methods(
          type,
          (owner, name, descriptor) -> {
            if (owners.getOrDefault(name, Set.of()).contains(owner)) {
              users.add(frontEnd.topLevelOf(type));
            }
          });
    }
    return users;
  }

  /** Those whose end methods no class calls, though the application makes instances. */
  List<EndedThreads> neverEnded(List<EndedThreads> candidates) {
    if (candidates.isEmpty()) {
      return List.of();
    }
    Calls calls = new Calls(candidates);
    for (String type : files.application()) {
      calls.add(type);
    }
    List<EndedThreads> never = new ArrayList<>();
    for (EndedThreads candidate : candidates) {
      if (calls.isMade(candidate)
          && (calls.hasMain || !candidate.isOpen())
          && !calls.mayEnd(candidate)) {
        never.add(candidate);
      }
    }
    return never;
  }

  private void methods(String type, ConstantPool.Visitor visitor) {
    files.find(type).flatMap(ConstantPool::of).ifPresent(pool -> pool.methods(visitor));
  }

  /** The calls in the application that may matter to some classes. */
  private final class Calls {
    private final Set<String> types = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> made = new HashSet<>();
    private final Map<String, Map<String, Set<String>>> callersByNameAndOwner = new HashMap<>();
    private boolean hasMain;
    private boolean handsOutCloseables;
    private final Set<String> application = new HashSet<>(files.application());

    Calls(List<EndedThreads> candidates) {
      for (EndedThreads candidate : candidates) {
        types.add(candidate.type().name());
        names.addAll(candidate.methods());
      }
    }

    void add(String caller) {
      methods(
          caller,
          (owner, name, descriptor) -> {
            if (name.equals("<init>") && types.contains(owner)) {
              made.add(owner);
            }
            if (names.contains(name)) {
              callersByNameAndOwner
                  .computeIfAbsent(name, n -> new HashMap<>())
                  .computeIfAbsent(owner, o -> new HashSet<>())
                  .add(caller);
            }
            handsOutCloseables |=
                CLOSEABLE_PARAMETERS.stream().anyMatch(descriptor::contains)
                    && !application.contains(owner);
          });
      hasMain |= frontEnd.declares(caller, "main", "([Ljava/lang/String;)V", Opcodes.ACC_STATIC);
    }

    boolean isMade(EndedThreads candidate) {
      return made.contains(candidate.type().name());
    }

    /** Whether another class file has a call that may be one of an end method of the class. */
    boolean mayEnd(EndedThreads candidate) {
      TypeHierarchy hierarchy = frontEnd.hierarchy();
      String type = candidate.type().name();
      if (handsOutCloseables && hierarchy.isSubtype(type, "java.lang.AutoCloseable")) {
        return true;
      }
      for (String name : candidate.methods()) {
        for (Map.Entry<String, Set<String>> call :
            callersByNameAndOwner.getOrDefault(name, Map.of()).entrySet()) {
          boolean isRelated =
              hierarchy.isSubtype(call.getKey(), type) || hierarchy.isSubtype(type, call.getKey());
          if (isRelated && !call.getValue().equals(Set.of(type))) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
