package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.model.JavacElements;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.TypeFacts;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Gives a class without an end method a {@code close()}. */
final class NewEndMethod {
  private final ClassFacts facts;
  private final TypeFacts type;
  private final ClassTree tree;
  private final SourceText source;
  private final VisitorState state;

  NewEndMethod(
      ClassFacts facts, TypeFacts type, ClassTree tree, SourceText source, VisitorState state) {
    this.facts = facts;
    this.type = type;
    this.tree = tree;
    this.source = source;
    this.state = state;
  }

  /** Adds it with these lines; false where the class can not have one. */
  boolean add(List<String> lines, SuggestedFix.Builder fix) {
    // An anonymous class can not say what it implements, and a sealed one's clauses are many.
    if (type.kind() == TypeFacts.Kind.ANONYMOUS
        || type.kind() == TypeFacts.Kind.INTERFACE
        || type.kind() == TypeFacts.Kind.ANNOTATION
        || type.modifiers().contains(Modifier.SEALED)) {
      return false;
    }
    ExecutableElement inherited = inheritedClose();
    if (inherited == null) {
      return addInterface(fix) && append("public", List.of(), body(lines), fix);
    }
    // Where close() is left to subclasses they would not call ours; a final one can not be.
    if (inherited.getModifiers().contains(Modifier.ABSTRACT)
        || inherited.getModifiers().contains(Modifier.FINAL)
        || inherited.getModifiers().contains(Modifier.STATIC)
        || !(inherited.getModifiers().contains(Modifier.PUBLIC)
            || inherited.getModifiers().contains(Modifier.PROTECTED))) {
      return false;
    }
    List<String> wrapped = new ArrayList<>();
    wrapped.add("try {");
    lines.forEach(l -> wrapped.add("\t" + l));
    wrapped.add("} finally {");
    wrapped.add("\tsuper.close();");
    wrapped.add("}");
    return append(
        inherited.getModifiers().contains(Modifier.PUBLIC) ? "public" : "protected",
        inherited.getThrownTypes(),
        body(wrapped),
        fix);
  }

  private static String body(List<String> lines) {
    return String.join("\n", lines.stream().map(l -> "\t" + l).toList());
  }

  private ExecutableElement inheritedClose() {
    TreePath path = UnitIndex.path(tree, state);
    Element element = path == null ? null : JavacTrees.instance(state.context).getElement(path);
    if (!(element instanceof TypeElement self)) {
      return null;
    }
    for (ExecutableElement method :
        ElementFilter.methodsIn(JavacElements.instance(state.context).getAllMembers(self))) {
      if (method.getSimpleName().contentEquals("close") && method.getParameters().isEmpty()) {
        return method;
      }
    }
    return null;
  }

  private boolean addInterface(SuggestedFix.Builder fix) {
    if (facts.hierarchy().isSubtype(type.name(), "java.lang.AutoCloseable")) {
      return true;
    }
    int brace = source.bodyBrace(tree);
    if (brace < 0) {
      return false;
    }
    int position = source.trimBefore(brace);
    String name = Imports.name("java.lang.AutoCloseable", source, state, fix);
    fix.replace(
        position, position, (tree.getImplementsClause().isEmpty() ? " implements " : ", ") + name);
    return true;
  }

  private boolean append(
      String visibility, List<? extends TypeMirror> thrown, String body, SuggestedFix.Builder fix) {
    StringBuilder exceptions = new StringBuilder();
    for (TypeMirror exception : thrown) {
      exceptions
          .append(exceptions.length() == 0 ? " throws " : ", ")
          .append(Imports.name(exception.toString(), source, state, fix));
    }
    Members.append(
        tree,
        source,
        "@Override\n" + visibility + " void close()" + exceptions + " {\n" + body + "\n}",
        fix);
    return true;
  }
}
