package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.fixes.SuggestedFixes;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.loosethread.fixes.release.EndMethodEdit;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.VariableNames;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.finding.Remedy;
import javax.lang.model.element.Modifier;

/** Makes the flag that is to end a loop do so. */
final class StopFlagFixes {
  private static final CodeTemplate SET = CodeTemplate.of("${flag} = ${value};");
  private static final CodeTemplate SET_ATOMIC = CodeTemplate.of("${flag}.set(${value});");

  private final ClassFacts facts;
  private final SourceEdit edit;

  StopFlagFixes(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.edit = new SourceEdit(state);
  }

  SuggestedFix makeVolatile(Remedy.MakeVolatile remedy) {
    return facts.field(remedy.flag()).map(this::makeVolatile).orElse(SuggestedFix.emptyFix());
  }

  private SuggestedFix makeVolatile(FieldFacts field) {
    Tree declaration = Sites.tree(field.site());
    return field.modifiers().contains(Modifier.VOLATILE) || !edit.source().has(declaration)
        ? SuggestedFix.emptyFix()
        : SuggestedFixes.addModifiers(declaration, edit.state(), Modifier.VOLATILE)
            .orElse(SuggestedFix.emptyFix());
  }

  SuggestedFix change(Remedy.ChangeFlag remedy) {
    FieldFacts field = facts.field(remedy.flag()).orElse(null);
    if (field == null
        || !(Sites.tree(facts.body(remedy.endMethod()).site()) instanceof MethodTree method)) {
      return SuggestedFix.emptyFix();
    }
    ClassTree type =
        Sites.tree(facts.type(field.key().owner()).orElseThrow().site(), ClassTree.class);
    String qualifier = field.isStatic() ? type.getSimpleName().toString() : "this";
    boolean isAtomic = field.type().equals(AtomicFlagField.TYPE);
    Code set =
        (isAtomic ? SET_ATOMIC : SET)
            .with("flag", VariableNames.reference(field.key().name(), qualifier, method, type))
            .with("value", String.valueOf(remedy.value()))
            .code(edit);
    if (!new EndMethodEdit(type, edit).insert(method, set)) {
      return SuggestedFix.emptyFix();
    }
    if (!isAtomic) {
      edit.merge(makeVolatile(field));
    }
    return edit.build();
  }
}
