package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import dev.loosethread.fixes.release.EndMethodEdit;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.VariableNames;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Remedy;

/** Shuts down the executors that a map keeps, before an end method empties it. */
final class ShutDownValuesFix {
  private static final CodeTemplate SHUT_DOWN =
      CodeTemplate.of(
          "${map}.values().forEach(${java.util.concurrent.ExecutorService}::shutdown);");

  private final ClassFacts facts;
  private final SourceEdit edit;

  ShutDownValuesFix(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.edit = new SourceEdit(state);
  }

  SuggestedFix make(Remedy.ShutDownValues remedy) {
    MethodTree end = Sites.tree(facts.body(remedy.endMethod()).site(), MethodTree.class);
    ClassTree type =
        Sites.tree(facts.type(remedy.map().owner()).orElseThrow().site(), ClassTree.class);
    String map = VariableNames.reference(remedy.map().name(), "this", end, type);
    return new EndMethodEdit(type, edit).insert(end, SHUT_DOWN.with("map", map).code(edit))
        ? edit.build()
        : SuggestedFix.emptyFix();
  }
}
