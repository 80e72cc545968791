package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.model.JavacElements;
import com.sun.tools.javac.model.JavacTypes;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.TypeFacts;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.ElementFilter;

/**
 * Gives a class without an end method of its own a {@code close()}, or overrides what it inherits.
 */
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

  /**
   * Adds it with these lines; false where the class cannot have one.
   *
   * @param inherited the name of the end method to override; "" to add a {@code close()}
   */
  boolean add(String inherited, List<String> lines, SuggestedFix.Builder fix) {
    TypeElement self = element();
    // An anonymous class cannot say what it implements, and a sealed one's clauses are many. What
    // cannot be seen may have a close() of its own.
    if (self == null
        || type.kind() == TypeFacts.Kind.ANONYMOUS
        || type.kind() == TypeFacts.Kind.INTERFACE
        || type.kind() == TypeFacts.Kind.ANNOTATION
        || type.modifiers().contains(Modifier.SEALED)
        || !facts.hierarchy().supertypes(type.name()).stream()
            .allMatch(facts.hierarchy()::isResolved)) {
      return false;
    }
    String name = inherited.isEmpty() ? "close" : inherited;
    ExecutableElement overridden = inheritedBy(self, name);
    if (overridden == null) {
      return inherited.isEmpty()
          && addInterface(fix)
          && append("public ", name, List.of(), body(lines), fix);
    }
    String visibility = visibility(overridden, self);
    String call = superCall(overridden, self);
    List<? extends TypeMirror> thrown = thrownBy(overridden, self);
    if (visibility == null
        || call == null
        || !isReplaceable(overridden)
        || !thrown.stream().allMatch(NewEndMethod::canBeNamed)) {
      return false;
    }
    List<String> wrapped = new ArrayList<>();
    wrapped.add("try {");
    lines.forEach(l -> wrapped.add("\t" + l));
    wrapped.add("} finally {");
    wrapped.add("\t" + call);
    wrapped.add("}");
    return append(visibility, name, thrown, body(wrapped), fix);
  }

  /** What the method throws as the class inherits it: type variables are what the class says. */
  private List<? extends TypeMirror> thrownBy(ExecutableElement method, TypeElement self) {
    TypeMirror seen =
        JavacTypes.instance(state.context).asMemberOf((DeclaredType) self.asType(), method);
    return ((ExecutableType) seen).getThrownTypes();
  }

  private static boolean canBeNamed(TypeMirror thrown) {
    return thrown.getKind() == TypeKind.DECLARED || thrown.getKind() == TypeKind.TYPEVAR;
  }

  private static String body(List<String> lines) {
    return String.join("\n", lines.stream().map(l -> "\t" + l).toList());
  }

  private TypeElement element() {
    TreePath path = UnitIndex.path(tree, state);
    Element element = path == null ? null : JavacTrees.instance(state.context).getElement(path);
    return element instanceof TypeElement self ? self : null;
  }

  private ExecutableElement inheritedBy(TypeElement self, String name) {
    for (ExecutableElement method :
        ElementFilter.methodsIn(JavacElements.instance(state.context).getAllMembers(self))) {
      if (method.getSimpleName().contentEquals(name) && method.getParameters().isEmpty()) {
        return method;
      }
    }
    return null;
  }

  /** Where it is left to subclasses they would not call ours; a final one cannot be overridden. */
  private boolean isReplaceable(ExecutableElement method) {
    return !method.getModifiers().contains(Modifier.ABSTRACT)
        && !method.getModifiers().contains(Modifier.FINAL)
        && !method.getModifiers().contains(Modifier.STATIC)
        && method.getReturnType().getKind() == TypeKind.VOID
        && !JavacElements.instance(state.context).isDeprecated(method);
  }

  /** What the overriding method is declared with; null if the method is out of reach. */
  private String visibility(ExecutableElement method, TypeElement self) {
    if (method.getModifiers().contains(Modifier.PUBLIC)) {
      return "public ";
    }
    if (method.getModifiers().contains(Modifier.PROTECTED)) {
      return "protected ";
    }
    JavacElements elements = JavacElements.instance(state.context);
    return !method.getModifiers().contains(Modifier.PRIVATE)
            && elements.getPackageOf(method).equals(elements.getPackageOf(self))
        ? ""
        : null;
  }

  /** The statement that calls what is overridden; null if there is none. */
  private String superCall(ExecutableElement method, TypeElement self) {
    String call = "super." + method.getSimpleName() + "();";
    String owner = ((TypeElement) method.getEnclosingElement()).getQualifiedName().toString();
    if (!method.getEnclosingElement().getKind().isInterface()
        || isSubtype(self.getSuperclass(), owner)) {
      return call;
    }
    // A default method is called by the name of the interface that the class itself names.
    for (Tree each : tree.getImplementsClause()) {
      TypeMirror mirror =
          JavacTrees.instance(state.context).getTypeMirror(UnitIndex.path(each, state));
      if (isSubtype(mirror, owner)) {
        Tree named = each instanceof ParameterizedTypeTree p ? p.getType() : each;
        return named + "." + call;
      }
    }
    return null;
  }

  private boolean isSubtype(TypeMirror mirror, String owner) {
    JavacTypes types = JavacTypes.instance(state.context);
    TypeElement wanted = JavacElements.instance(state.context).getTypeElement(owner);
    return wanted != null
        && mirror instanceof DeclaredType
        && types.isSubtype(types.erasure(mirror), types.erasure(wanted.asType()));
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
      String visibility,
      String name,
      List<? extends TypeMirror> thrown,
      String body,
      SuggestedFix.Builder fix) {
    StringBuilder exceptions = new StringBuilder();
    for (TypeMirror exception : thrown) {
      exceptions.append(exceptions.length() == 0 ? " throws " : ", ").append(named(exception, fix));
    }
    Members.append(
        tree,
        source,
        "@Override\n" + visibility + "void " + name + "()" + exceptions + " {\n" + body + "\n}",
        fix);
    return true;
  }

  private String named(TypeMirror exception, SuggestedFix.Builder fix) {
    return exception instanceof DeclaredType declared
        ? Imports.name(declared.asElement().toString(), source, state, fix)
        : ((TypeVariable) exception).asElement().getSimpleName().toString();
  }
}
