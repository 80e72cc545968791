package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import dev.loosethread.model.facts.TypeFacts;

/** The method that interrupts a thread and waits a while for its end. */
final class InterruptAndJoin extends HelperMethod {
  InterruptAndJoin(TypeFacts type, ClassTree tree, SourceText source, VisitorState state) {
    super("interruptAndJoin", type, tree, source, state);
  }

  @Override
  boolean isOurs(Tree parameterType, String body) {
    return parameterType.toString().endsWith("Thread") && body.contains(".join(");
  }

  @Override
  String code(SuggestedFix.Builder fix) {
    String thread = name("java.lang.Thread", fix);
    // A thread that ends its own object cannot wait for its own end.
    return "("
        + thread
        + " thread) {\n"
        + "\tthread.interrupt();\n"
        + "\tif (thread == "
        + thread
        + ".currentThread()) {\n"
        + "\t\treturn;\n"
        + "\t}\n"
        + "\ttry {\n"
        + "\t\tthread.join(10_000);\n"
        + "\t} catch (InterruptedException e) {\n"
        + "\t\t"
        + thread
        + ".currentThread().interrupt();\n"
        + "\t}\n"
        + "}";
  }
}
