package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import dev.loosethread.fixes.release.ReleaseCall;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.EnclosingTrees;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.fixes.text.VariableNames;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.finding.Remedy;

/** Releases what a field holds before it gets something else. */
final class ReleaseBeforeFix {
  private static final CodeTemplate IF_PRESENT =
      CodeTemplate.of(
          """
          if (${field} != null) {
            ${release}
          }
          """);

  private final ClassFacts facts;
  private final SourceEdit edit;
  private final SourceText source;

  ReleaseBeforeFix(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.edit = new SourceEdit(state);
    this.source = edit.source();
  }

  SuggestedFix make(Remedy.ReleaseBefore remedy) {
    TreePath path = edit.path(remedy.assignment());
    FieldFacts field = facts.field(remedy.field()).orElse(null);
    if (path == null
        || field == null
        || !(path.getParentPath().getLeaf() instanceof ExpressionStatementTree statement)
        || !(path.getParentPath().getParentPath().getLeaf() instanceof BlockTree block)
        || !source.has(statement)
        || source.isOneLine(block)
        || !(EnclosingTrees.methodOrType(path) instanceof MethodTree method)) {
      return SuggestedFix.emptyFix();
    }
    ClassTree type = EnclosingTrees.type(path);
    String call = remedy.call();
    // Nothing behind an Executor can be shut down.
    if (!facts.hierarchy().hasMethod(field.type(), call.substring(0, call.indexOf('(')))) {
      return SuggestedFix.emptyFix();
    }
    String qualifier = field.isStatic() ? type.getSimpleName().toString() : "this";
    String name = VariableNames.reference(field.key().name(), qualifier, method, type);
    Code release = new ReleaseCall(edit).code(name, field.type(), call, method);
    if (remedy.mayBeNull()) {
      release = IF_PRESENT.with("field", name).with("release", release).code(edit);
    }
    int start = source.start(statement);
    edit.addAbove(start, release, source.layoutAt(start, type));
    return edit.build();
  }
}
