package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.source.TreeSite;
import java.util.ArrayList;
import java.util.List;

/** Releases what a field holds before it gets something else. */
final class ReplaceFixes {
  private final ClassFacts facts;
  private final VisitorState state;
  private final SourceText source;

  ReplaceFixes(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.state = state;
    this.source = new SourceText(state);
  }

  SuggestedFix releaseBefore(Remedy.ReleaseBefore remedy) {
    Tree assignment = ((TreeSite) remedy.assignment()).tree();
    TreePath path = UnitIndex.path(assignment, state);
    FieldFacts field = facts.field(remedy.field()).orElse(null);
    if (path == null
        || field == null
        || !(path.getParentPath().getLeaf() instanceof ExpressionStatementTree statement)
        || !(path.getParentPath().getParentPath().getLeaf() instanceof BlockTree block)
        || !source.has(statement)
        || source.isOneLine(block)) {
      return FixMaker.nothing();
    }
    TreePath method = path;
    while (!(method.getLeaf() instanceof MethodTree)) {
      if (method.getLeaf() instanceof ClassTree) {
        return FixMaker.nothing();
      }
      method = method.getParentPath();
    }
    ClassTree type = (ClassTree) method.getParentPath().getLeaf();
    String name = field.key().name();
    if (Variables.declares(method.getLeaf(), name)) {
      name = (field.isStatic() ? type.getSimpleName() : "this") + "." + name;
    }
    SuggestedFix.Builder fix = SuggestedFix.builder();
    String call = remedy.call();
    String unit = source.unit(type);
    String indent = source.indentAt(source.start(statement));
    // Behind an Executor there is nothing to shut down with.
    if (!facts.hierarchy().hasMethod(field.type(), call.substring(0, call.indexOf('(')))) {
      return FixMaker.nothing();
    }
    List<String> lines =
        new ArrayList<>(
            new ReleaseCall(source, state)
                .statements(name, field.type(), call, (MethodTree) method.getLeaf(), unit, fix));
    if (remedy.mayBeNull()) {
      lines.replaceAll(l -> unit + l);
      lines.add(0, "if (" + name + " != null) {");
      lines.add("}");
    }
    StringBuilder text = new StringBuilder();
    lines.forEach(l -> text.append(l).append('\n').append(indent));
    int start = source.start(statement);
    fix.replace(start, start, source.lines(text.toString()));
    return fix.build();
  }
}
