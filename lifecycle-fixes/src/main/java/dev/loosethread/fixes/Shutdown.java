package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import dev.loosethread.model.facts.TypeFacts;

/**
 * The method that shuts an executor down in two phases, as the ExecutorService javadoc's usage
 * example does.
 */
final class Shutdown extends HelperMethod {
  Shutdown(TypeFacts type, ClassTree tree, SourceText source, VisitorState state) {
    super("shutdownAndAwaitTermination", type, tree, source, state);
  }

  @Override
  boolean isOurs(Tree parameterType, String body) {
    return parameterType.toString().endsWith("ExecutorService")
        && body.contains(".awaitTermination(");
  }

  @Override
  String code(SuggestedFix.Builder fix) {
    String executor = name("java.util.concurrent.ExecutorService", fix);
    String unit = name("java.util.concurrent.TimeUnit", fix);
    String thread = name("java.lang.Thread", fix);
    return "("
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
        + "}";
  }
}
