package dev.loosethread.errorprone.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.loosethread.model.facts.TypeFacts;

/**
 * The method that shuts an executor down in two phases, as the ExecutorService javadoc's usage
 * example does.
 */
final class Shutdown {
  private static final String NAME = "shutdownAndAwaitTermination";

  private final TypeFacts type;
  private final ClassTree tree;
  private final SourceText source;
  private final VisitorState state;
  private final String name;
  private final boolean isDeclared;
  private boolean isUsed;

  Shutdown(TypeFacts type, ClassTree tree, SourceText source, VisitorState state) {
    this.type = type;
    this.tree = tree;
    this.source = source;
    this.state = state;
    String free = NAME;
    boolean declared = false;
    for (int i = 2; ; i++) {
      MethodTree existing = method(free);
      if (existing == null) {
        break;
      }
      if (isOurs(existing)) {
        declared = true;
        break;
      }
      free = NAME + i;
    }
    this.name = free;
    this.isDeclared = declared;
  }

  private MethodTree method(String wanted) {
    for (Tree member : tree.getMembers()) {
      if (member instanceof MethodTree m && m.getName().contentEquals(wanted)) {
        return m;
      }
    }
    return null;
  }

  /** Whether an earlier fix put it there. */
  private boolean isOurs(MethodTree method) {
    return method.getParameters().size() == 1
        && method.getParameters().get(0).getType().toString().endsWith("ExecutorService")
        && method.getBody() != null
        && method.getBody().toString().contains(".awaitTermination(");
  }

  /** The name to call it by. */
  String methodName() {
    isUsed = true;
    return name;
  }

  /** Adds the method at the end of the class if a call of it was made. */
  void declareMethod(SuggestedFix.Builder fix) {
    if (!isUsed || isDeclared) {
      return;
    }
    String executor = Imports.name("java.util.concurrent.ExecutorService", source, state, fix);
    String unit = Imports.name("java.util.concurrent.TimeUnit", source, state, fix);
    String thread = Imports.name("java.lang.Thread", source, state, fix);
    // Static methods of inner classes came with Java 16.
    String modifiers =
        type.isInner() || type.kind() == TypeFacts.Kind.LOCAL ? "private" : "private static";
    Members.append(
        tree,
        source,
        modifiers
            + " void "
            + name
            + "("
            + executor
            + " executor) {\n"
            + "\texecutor.shutdown();\n"
            + "\ttry {\n"
            + "\t\tif (!executor.awaitTermination(10, "
            + unit
            + ".SECONDS)) {\n"
            + "\t\t\texecutor.shutdownNow();\n"
            + "\t\t\texecutor.awaitTermination(10, "
            + unit
            + ".SECONDS);\n"
            + "\t\t}\n"
            + "\t} catch (InterruptedException e) {\n"
            + "\t\texecutor.shutdownNow();\n"
            + "\t\t"
            + thread
            + ".currentThread().interrupt();\n"
            + "\t}\n"
            + "}",
        fix);
  }
}
