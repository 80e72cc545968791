package dev.loosethread.fixes.release;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.loosethread.fixes.text.ClassMembers;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.fixes.text.VariableNames;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.finding.Remedy.Release;
import dev.loosethread.model.finding.Remedy.Times;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A new field that keeps an owner, or all owners that a method creates in the course of time. */
final class KeptField {
  private static final CodeTemplate KEEP = CodeTemplate.of("this.${field} = ${local};");
  private static final CodeTemplate ADD = CodeTemplate.of("${field}.add(${local});");
  private static final CodeTemplate ONE =
      CodeTemplate.of("private ${modifiers}${type}${arguments} ${field};");
  private static final CodeTemplate ALL =
      CodeTemplate.of(
          "private final ${java.util.Queue}<${type}${arguments}> ${field}"
              + " = new ${java.util.concurrent.ConcurrentLinkedQueue}<>();");
  private static final CodeTemplate RELEASE_ONE =
      CodeTemplate.of(
          """
          if (${field} != null) {
            ${statements}
          }
          """);
  private static final CodeTemplate RELEASE_ALL =
      CodeTemplate.of(
          """
          for (${type}${arguments} ${each} : ${field}) {
            ${statements}
          }
          ${field}.clear();
          """);

  private final Remedy.KeepInField remedy;
  private final ClassTree tree;
  private final TreePath creation;
  private final SourceEdit edit;
  private final SourceText source;
  private final boolean isSerialized;
  private final String singular;
  private final String name;

  private KeptField(
      Remedy.KeepInField remedy,
      ClassTree tree,
      TreePath creation,
      boolean isSerialized,
      Set<String> taken,
      SourceEdit edit) {
    this.remedy = remedy;
    this.tree = tree;
    this.creation = creation;
    this.edit = edit;
    this.source = edit.source();
    this.isSerialized = isSerialized;
    String local = local();
    this.singular = local == null ? usualName(remedy.action().release()) : local;
    this.name = VariableNames.freeFieldName(tree, isOften() ? plural(singular) : singular, taken);
  }

  /**
   * Returns the field, or null if the class cannot have one.
   *
   * @param isSerialized whether instances of the class may be serialized; owners are not
   * @param taken names that the field may not have
   */
  static @Nullable KeptField of(
      Remedy.KeepInField remedy,
      TypeFacts type,
      ClassTree tree,
      boolean isSerialized,
      Set<String> taken,
      SourceEdit edit) {
    Tree value = Sites.tree(remedy.value());
    TreePath path = edit.path(value);
    return path == null
            || !edit.source().has(value)
            || type.kind() == TypeFacts.Kind.RECORD
            || type.kind() == TypeFacts.Kind.INTERFACE
        ? null
        : new KeptField(remedy, tree, path, isSerialized, taken, edit);
  }

  String name() {
    return name;
  }

  /** Declares the field, and stores the owner in it where it is created. */
  void declare() {
    store();
    boolean isFinal = remedy.times() == Times.IN_EVERY_OBJECT && !isSerialized;
    CodeTemplate field =
        isOften()
            ? ALL
            : ONE.with("modifiers", (isSerialized ? "transient " : "") + (isFinal ? "final " : ""));
    ClassMembers.addField(tree, typed(field).with("field", name).code(edit), edit);
  }

  private void store() {
    Tree value = creation.getLeaf();
    Tree parent = creation.getParentPath().getLeaf();
    Tree statement = statement();
    String local = local();
    if (local != null && statement != null) {
      edit.addBelow(
          source.end(statement),
          (isOften() ? ADD.with("field", reference()) : KEEP.with("field", name))
              .with("local", local)
              .code(edit),
          source.layoutAt(source.start(statement), tree));
    } else if (isOften()) {
      edit.surround(value, reference() + ".add(", ")");
    } else if (parent instanceof ExpressionStatementTree) {
      edit.surround(value, "this." + name + " = ", "");
    } else if (value instanceof ExpressionTree) {
      edit.surround(value, "(this." + name + " = ", ")");
    }
  }

  /** Returns the field as the method that creates the owner refers to it. */
  private String reference() {
    TreePath path = creation;
    while (path.getParentPath() != null && !(path.getLeaf() instanceof MethodTree)) {
      path = path.getParentPath();
    }
    return VariableNames.reference(name, "this", path.getLeaf(), tree);
  }

  /** Returns the name of the local variable that gets the owner, or null. */
  private @Nullable String local() {
    Tree parent = creation.getParentPath().getLeaf();
    if (parent instanceof VariableTree variable) {
      return variable.getName().toString();
    }
    return statement() != null
            && parent instanceof AssignmentTree assignment
            && assignment.getVariable() instanceof IdentifierTree variable
        ? variable.getName().toString()
        : null;
  }

  /** Returns the statement that gives a local variable the owner, or null. */
  private @Nullable Tree statement() {
    TreePath parent = creation.getParentPath();
    if (parent.getLeaf() instanceof VariableTree) {
      return parent.getLeaf();
    }
    TreePath statement = parent.getParentPath();
    return parent.getLeaf() instanceof AssignmentTree
            && statement.getLeaf() instanceof ExpressionStatementTree
            && statement.getParentPath().getLeaf() instanceof BlockTree
        ? statement.getLeaf()
        : null;
  }

  /**
   * Returns the code that releases what the field keeps.
   *
   * @param statements makes the statements that release a variable
   * @param end the method that the code is put into; null for a new one
   */
  Code release(Function<String, Code> statements, @Nullable MethodTree end) {
    if (isOften()) {
      String free = VariableNames.freeFieldName(tree, singular, Set.of());
      String each = end == null ? free : VariableNames.freeName(end, free);
      return typed(RELEASE_ALL)
          .with("field", name)
          .with("each", each)
          .with("statements", statements.apply(each))
          .code(edit);
    }
    return remedy.times() == Times.IN_EVERY_OBJECT && !isSerialized
        ? statements.apply(name)
        : RELEASE_ONE.with("field", name).with("statements", statements.apply(name)).code(edit);
  }

  private CodeTemplate typed(CodeTemplate template) {
    return template
        .with("type", edit.nameOf(remedy.type()))
        .with("arguments", remedy.action().release() == Release.CANCEL_FUTURE ? "<?>" : "");
  }

  private boolean isOften() {
    return remedy.times() == Times.OFTEN;
  }

  private static String plural(String singular) {
    return singular.endsWith("s") ? singular + "List" : singular + "s";
  }

  private static String usualName(Release release) {
    return switch (release) {
      case TWO_PHASE_SHUTDOWN -> "scheduler";
      case CANCEL -> "timer";
      case CANCEL_FUTURE -> "periodicTask";
      case INTERRUPT -> "thread";
      case CALL -> "owner";
    };
  }
}
