package dev.loosethread.fixes.release;

import com.google.errorprone.VisitorState;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.model.JavacElements;
import com.sun.tools.javac.model.JavacTypes;
import dev.loosethread.fixes.text.ClassMembers;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.TypeFacts;
import java.util.List;
import java.util.stream.Collectors;
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
import org.jspecify.annotations.Nullable;

/** Adds an end method to a class that declares none: {@code close()}, or what it inherits. */
final class NewEndMethod {
  private static final CodeTemplate METHOD =
      CodeTemplate.of(
          """
          @Override
          ${visibility}void ${name}()${throws} {
            ${statements}
          }
          """);
  private static final CodeTemplate BEFORE_OVERRIDDEN =
      CodeTemplate.of(
          """
          try {
            ${statements}
          } finally {
            ${superCall}
          }
          """);

  private final ClassFacts facts;
  private final TypeFacts type;
  private final ClassTree tree;
  private final SourceEdit edit;
  private final VisitorState state;

  NewEndMethod(ClassFacts facts, TypeFacts type, ClassTree tree, SourceEdit edit) {
    this.facts = facts;
    this.type = type;
    this.tree = tree;
    this.edit = edit;
    this.state = edit.state();
  }

  /**
   * Adds the method, and returns false if the class cannot have one.
   *
   * @param inherited the name of the end method to override; "" to add a {@code close()}
   */
  boolean add(String inherited, Code statements) {
    TypeElement self = element();
    // An anonymous class cannot implement anything more, and a sealed one has further clauses. A
    // supertype that cannot be seen may declare close() itself.
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
          && addInterface()
          && append("public ", name, List.of(), statements);
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
    Code wrapped =
        BEFORE_OVERRIDDEN.with("statements", statements).with("superCall", call).code(edit);
    return append(visibility, name, thrown, wrapped);
  }

  /** Returns what the method throws as a member of the class, which fills its type variables in. */
  private List<? extends TypeMirror> thrownBy(ExecutableElement method, TypeElement self) {
    TypeMirror seen =
        JavacTypes.instance(state.context).asMemberOf((DeclaredType) self.asType(), method);
    return ((ExecutableType) seen).getThrownTypes();
  }

  private static boolean canBeNamed(TypeMirror thrown) {
    return thrown.getKind() == TypeKind.DECLARED || thrown.getKind() == TypeKind.TYPEVAR;
  }

  private @Nullable TypeElement element() {
    TreePath path = edit.path(tree);
    Element element = path == null ? null : JavacTrees.instance(state.context).getElement(path);
    return element instanceof TypeElement self ? self : null;
  }

  private @Nullable ExecutableElement inheritedBy(TypeElement self, String name) {
    for (ExecutableElement method :
        ElementFilter.methodsIn(JavacElements.instance(state.context).getAllMembers(self))) {
      if (method.getSimpleName().contentEquals(name) && method.getParameters().isEmpty()) {
        return method;
      }
    }
    return null;
  }

  /** Subclasses implement an abstract method, and would not call ours. */
  private boolean isReplaceable(ExecutableElement method) {
    return !method.getModifiers().contains(Modifier.ABSTRACT)
        && !method.getModifiers().contains(Modifier.FINAL)
        && !method.getModifiers().contains(Modifier.STATIC)
        && method.getReturnType().getKind() == TypeKind.VOID
        && !JavacElements.instance(state.context).isDeprecated(method);
  }

  /** Returns the modifier of a method that overrides this one; null if it cannot be overridden. */
  private @Nullable String visibility(ExecutableElement method, TypeElement self) {
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

  /** Returns the statement that calls the overridden method; null if there is none. */
  private @Nullable String superCall(ExecutableElement method, TypeElement self) {
    String call = "super." + method.getSimpleName() + "();";
    if (!(method.getEnclosingElement() instanceof TypeElement declaring)) {
      return null;
    }
    String owner = declaring.getQualifiedName().toString();
    if (!declaring.getKind().isInterface() || isSubtype(self.getSuperclass(), owner)) {
      return call;
    }
    // A default method is called by the name of the interface that the class itself names.
    for (Tree each : tree.getImplementsClause()) {
      TypeMirror mirror = JavacTrees.instance(state.context).getTypeMirror(edit.path(each));
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

  private boolean addInterface() {
    if (facts.hierarchy().isSubtype(type.name(), "java.lang.AutoCloseable")) {
      return true;
    }
    int brace = edit.source().bodyBrace(tree);
    if (brace < 0) {
      return false;
    }
    boolean isFirst = tree.getImplementsClause().isEmpty();
    int end = edit.source().endOfHeader(tree, brace);
    int last = edit.source().lastInHeader(tree);
    String separator = isFirst ? "" : ",";
    // Where clauses or interfaces have lines of their own, this one gets its own too.
    String gap =
        last >= 0 && edit.source().isFirstOfLine(last)
            ? edit.source().layoutAt(last, tree).newLine()
            : " ";
    edit.insert(
        end,
        separator + gap + (isFirst ? "implements " : "") + edit.nameOf("java.lang.AutoCloseable"));
    return true;
  }

  private boolean append(
      String visibility, String name, List<? extends TypeMirror> thrown, Code statements) {
    String exceptions =
        thrown.isEmpty()
            ? ""
            : thrown.stream().map(this::named).collect(Collectors.joining(", ", " throws ", ""));
    ClassMembers.append(
        tree,
        METHOD
            .with("visibility", visibility)
            .with("name", name)
            .with("throws", exceptions)
            .with("statements", statements)
            .code(edit),
        edit);
    return true;
  }

  private String named(TypeMirror exception) {
    return exception instanceof DeclaredType declared
        ? edit.nameOf(declared.asElement().toString())
        : ((TypeVariable) exception).asElement().getSimpleName().toString();
  }
}
