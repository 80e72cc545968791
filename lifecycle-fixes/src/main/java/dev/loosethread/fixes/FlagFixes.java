package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.fixes.SuggestedFixes;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.source.TreeSite;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Makes the flag that ends a loop do so. */
final class FlagFixes {
  private final ClassFacts facts;
  private final VisitorState state;
  private final SourceText source;

  FlagFixes(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.state = state;
    this.source = new SourceText(state);
  }

  SuggestedFix makeVolatile(Remedy.MakeVolatile remedy) {
    FieldFacts field = facts.field(remedy.flag()).orElse(null);
    return field == null ? FixMaker.nothing() : makeVolatile(field);
  }

  private SuggestedFix makeVolatile(FieldFacts field) {
    Tree declaration = ((TreeSite) field.site()).tree();
    return field.modifiers().contains(Modifier.VOLATILE) || !source.has(declaration)
        ? FixMaker.nothing()
        : SuggestedFixes.addModifiers(declaration, state, Modifier.VOLATILE)
            .orElse(FixMaker.nothing());
  }

  SuggestedFix change(Remedy.ChangeFlag remedy) {
    FieldFacts field = facts.field(remedy.flag()).orElse(null);
    Body end = facts.body(remedy.endMethod());
    if (field == null
        || !(((TreeSite) end.site()).tree() instanceof MethodTree method)
        || !(((TreeSite) facts.type(field.key().owner()).orElseThrow().site()).tree()
            instanceof ClassTree type)) {
      return FixMaker.nothing();
    }
    String name = field.key().name();
    boolean isHidden = Variables.declares(method, name);
    String target =
        !isHidden ? name : (field.isStatic() ? type.getSimpleName() : "this") + "." + name;
    SuggestedFix.Builder fix = SuggestedFix.builder();
    boolean isPlaced =
        new EndMethodEdit(source, source.unit(type))
            .insert(method, List.of(target + " = " + remedy.value() + ";"), fix);
    if (!isPlaced) {
      return FixMaker.nothing();
    }
    fix.merge(makeVolatile(field));
    return fix.build();
  }
}
