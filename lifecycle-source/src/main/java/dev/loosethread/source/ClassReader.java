package dev.loosethread.source;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.CompilationView;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.source.Callees.Callee;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;

/** Reads one top-level class in one walk; used once. */
final class ClassReader {
  private final Trees trees;
  private final SourcePositions positions;
  private final ElementNames names;
  private final SourceHierarchy hierarchy;
  private final CompilationUnitTree unit;
  private final List<TypeFacts> types = new ArrayList<>();
  private final List<FieldFacts> fields = new ArrayList<>();
  private final List<Body> bodies = new ArrayList<>();
  private final VariableValues variables;
  private final Callees callees;
  private final Map<Tree, Integer> lambdas = new IdentityHashMap<>();
  private final Map<Tree, String> nestedNames = new IdentityHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private TreePath path;
  private int calls;

  ClassReader(
      Trees trees, ElementNames names, SourceHierarchy hierarchy, CompilationUnitTree unit) {
    this.trees = trees;
    this.positions = trees.getSourcePositions();
    this.names = names;
    this.hierarchy = hierarchy;
    this.unit = unit;
    this.path = new TreePath(unit);
    this.variables = new VariableValues(names, hierarchy);
    this.callees = new Callees(names, hierarchy);
  }

  ElementNames names() {
    return names;
  }

  ClassFacts read(ClassTree tree, CompilationView compilation) {
    String name = type(tree, null, OptionalInt.empty());
    return new ClassFacts(name, types, fields, bodies, hierarchy, compilation);
  }

  // What expressions and statements ask.

  Element element(Tree tree) {
    return trees.getElement(new TreePath(path, tree));
  }

  String typeOf(Tree tree) {
    return names.of(trees.getTypeMirror(new TreePath(path, tree)));
  }

  String nameOf(TypeElement type) {
    return type == null ? "" : names.of(type);
  }

  Site site(Tree tree) {
    return new TreeSite(tree, unit, positions);
  }

  SourceHierarchy hierarchy() {
    return hierarchy;
  }

  int nextCall() {
    return calls++;
  }

  VariableValues variables() {
    return variables;
  }

  Callee callee(ExecutableElement method) {
    return callees.of(method);
  }

  List<String> thrownByClose(Tree resource) {
    if (trees.getTypeMirror(new TreePath(path, resource)) instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement type) {
      for (String supertype : hierarchy.supertypes(names.of(type))) {
        TypeElement owner = hierarchy.find(supertype);
        if (owner == null) {
          continue;
        }
        for (Element member : owner.getEnclosedElements()) {
          if (member instanceof ExecutableElement method
              && method.getSimpleName().contentEquals("close")
              && method.getParameters().isEmpty()) {
            return List.copyOf(names.thrown(method));
          }
        }
      }
    }
    return List.of();
  }

  // Declarations.

  /**
   * Reads a local or anonymous class and returns its name. A finally block is walked once for each
   * way into it, its classes only the first time.
   */
  String nested(ClassTree tree, int enclosing) {
    String name = nestedNames.get(tree);
    return name != null ? name : type(tree, null, OptionalInt.of(enclosing));
  }

  private String type(ClassTree tree, String outer, OptionalInt enclosing) {
    TypeElement element = element(tree) instanceof TypeElement t ? t : null;
    String name = declaredName(tree, element, outer);
    nestedNames.put(tree, name);
    taken.add(name);
    if (element != null) {
      hierarchy.declare(name, element);
    }
    TreePath outerPath = path;
    path = new TreePath(path, tree);
    types.add(typeFacts(tree, element, name, outer, enclosing));
    int reserved = declareBodies(tree);
    List<ClassTree> members = new ArrayList<>();
    for (Tree member : tree.getMembers()) {
      if (member instanceof ClassTree nested) {
        members.add(nested);
      } else if (member instanceof VariableTree field) {
        fields.add(field(field, name));
      }
    }
    // Members are declared before any body is read, so that calls find the bodies they call.
    for (ClassTree member : members) {
      type(member, name, enclosing);
    }
    readBodies(tree, element, name, enclosing, reserved);
    path = outerPath;
    return name;
  }

  private String declaredName(ClassTree tree, TypeElement element, String outer) {
    String name = element == null ? "" : names.of(element);
    if (!name.isEmpty() && !taken.contains(name)) {
      return name;
    }
    String prefix = outer != null ? outer : types.isEmpty() ? "" : types.get(0).name();
    String made =
        prefix.isEmpty()
            ? tree.getSimpleName().toString()
            : prefix + "$" + types.size() + tree.getSimpleName();
    return made.isEmpty() ? "unnamed" : made;
  }

  private TypeFacts typeFacts(
      ClassTree tree, TypeElement element, String name, String outer, OptionalInt enclosing) {
    boolean isAnonymous = tree.getSimpleName().length() == 0;
    boolean isLocal = element != null && element.getNestingKind() == NestingKind.LOCAL;
    TypeFacts.Kind kind =
        isAnonymous
            ? TypeFacts.Kind.ANONYMOUS
            : switch (tree.getKind()) {
              case ENUM -> TypeFacts.Kind.ENUM;
              case RECORD -> TypeFacts.Kind.RECORD;
              case INTERFACE -> TypeFacts.Kind.INTERFACE;
              case ANNOTATION_TYPE -> TypeFacts.Kind.ANNOTATION;
              default -> isLocal ? TypeFacts.Kind.LOCAL : TypeFacts.Kind.CLASS;
            };
    Set<Modifier> modifiers =
        element != null ? element.getModifiers() : tree.getModifiers().getFlags();
    String superclass = "java.lang.Object";
    List<String> interfaces = new ArrayList<>();
    if (element != null) {
      if (element.getSuperclass() instanceof DeclaredType declared) {
        superclass = names.of(declared);
      }
      element.getInterfaces().forEach(t -> interfaces.add(names.of(t)));
    }
    String outerName = outer;
    if (outerName == null && enclosing.isPresent() && element != null) {
      for (Element e = element.getEnclosingElement(); e != null; e = e.getEnclosingElement()) {
        if (e instanceof TypeElement t) {
          outerName = names.of(t);
          break;
        }
      }
    }
    return new TypeFacts(
        name,
        tree.getSimpleName().toString(),
        kind,
        modifiers,
        superclass,
        interfaces,
        names.annotations(element),
        names.suppressions(element),
        java.util.Optional.ofNullable(outerName),
        isExtendable(tree, kind, modifiers),
        site(tree));
  }

  private static boolean isExtendable(
      ClassTree tree, TypeFacts.Kind kind, Set<Modifier> modifiers) {
    if (kind == TypeFacts.Kind.INTERFACE) {
      return true;
    }
    if (kind != TypeFacts.Kind.CLASS
        || modifiers.contains(Modifier.FINAL)
        || modifiers.contains(Modifier.PRIVATE)) {
      return false;
    }
    boolean hasConstructor = false;
    for (Tree member : tree.getMembers()) {
      if (member instanceof MethodTree m && m.getName().contentEquals(MethodKey.CONSTRUCTOR)) {
        hasConstructor = true;
        if (!m.getModifiers().getFlags().contains(Modifier.PRIVATE)) {
          return true;
        }
      }
    }
    return !hasConstructor;
  }

  private FieldFacts field(VariableTree tree, String owner) {
    Element element = element(tree);
    return new FieldFacts(
        new FieldKey(owner, tree.getName().toString()),
        element == null ? "" : names.of(element.asType()),
        element == null ? tree.getModifiers().getFlags() : element.getModifiers(),
        names.annotations(element),
        names.suppressions(element),
        site(tree));
  }

  /** Reserves the ids of a class's bodies; two for initialisers come first. */
  private int declareBodies(ClassTree tree) {
    int first = bodies.size();
    bodies.add(null);
    bodies.add(null);
    for (Tree member : tree.getMembers()) {
      if (member instanceof MethodTree method) {
        if (element(method) instanceof ExecutableElement e) {
          callees.declare(e, bodies.size());
        }
        bodies.add(null);
      }
    }
    return first;
  }

  private void readBodies(
      ClassTree tree, TypeElement type, String owner, OptionalInt enclosing, int first) {
    initializer(tree, type, owner, enclosing, first, false);
    initializer(tree, type, owner, enclosing, first + 1, true);
    int id = first + 2;
    for (Tree member : tree.getMembers()) {
      if (member instanceof MethodTree method) {
        bodies.set(id, method(method, type, owner, enclosing, id));
        id++;
      }
    }
  }

  private void initializer(
      ClassTree tree,
      TypeElement type,
      String owner,
      OptionalInt enclosing,
      int id,
      boolean isStatic) {
    Coded code =
        code(
            type,
            id,
            body -> {
              for (Tree member : tree.getMembers()) {
                if (member instanceof BlockTree block && block.isStatic() == isStatic) {
                  body.statement(block);
                } else if (member instanceof VariableTree variable
                    && variable.getInitializer() != null
                    && isStatic(variable) == isStatic) {
                  initialize(body, variable, type, owner);
                }
              }
            });
    bodies.set(
        id, Body.initializer(id, isStatic, owner, enclosing, code.flow, code.isOpaque, site(tree)));
  }

  private boolean isStatic(VariableTree variable) {
    Element element = element(variable);
    // Fields of interfaces and enum constants are static without saying so.
    return (element != null ? element.getModifiers() : variable.getModifiers().getFlags())
        .contains(Modifier.STATIC);
  }

  private void initialize(BodyReader body, VariableTree tree, TypeElement type, String owner) {
    Element element = element(tree);
    if (element instanceof VariableElement variable
        && variables.written(variable, type) instanceof Value.Field field) {
      body.initialize(field, tree.getInitializer(), tree);
    } else {
      FieldKey key = new FieldKey(owner, tree.getName().toString());
      body.initialize(
          new Value.Field(key, new Value.This(owner), "", false), tree.getInitializer(), tree);
    }
  }

  private Body method(
      MethodTree tree, TypeElement type, String owner, OptionalInt enclosing, int id) {
    ExecutableElement element = element(tree) instanceof ExecutableElement e ? e : null;
    List<Value.Local> parameters = new ArrayList<>();
    for (VariableTree parameter : tree.getParameters()) {
      if (element(parameter) instanceof VariableElement v) {
        parameters.add(variables.local(v));
      }
    }
    boolean isConstructor = tree.getName().contentEquals(MethodKey.CONSTRUCTOR);
    MethodKey key =
        element != null
            ? names.of(element).declaredIn(owner)
            : MethodKey.of(owner, tree.getName().toString());
    Coded code =
        tree.getBody() == null
            ? new Coded(Flow.NO_CODE, false)
            : code(type, id, body -> body.statement(tree.getBody()));
    return new Body(
        id,
        isConstructor ? Body.Kind.CONSTRUCTOR : Body.Kind.METHOD,
        owner,
        key,
        element != null ? element.getModifiers() : tree.getModifiers().getFlags(),
        names.annotations(element),
        names.suppressions(element),
        parameters,
        element == null || isConstructor ? "void" : names.of(element.getReturnType()),
        element == null ? Set.of() : names.thrown(element),
        enclosing,
        code.flow,
        code.isOpaque,
        site(tree));
  }

  /** Reads a lambda and returns its body's id. */
  int lambda(LambdaExpressionTree tree, TypeElement type, int enclosing) {
    Integer known = lambdas.get(tree);
    if (known != null) {
      return known;
    }
    int id = bodies.size();
    lambdas.put(tree, id);
    bodies.add(null);
    List<Value.Local> parameters = new ArrayList<>();
    for (VariableTree parameter : tree.getParameters()) {
      if (element(parameter) instanceof VariableElement v) {
        parameters.add(variables.local(v));
      }
    }
    boolean isVoid = isVoid(tree);
    Coded code =
        code(
            type,
            id,
            body -> {
              if (tree.getBody() instanceof StatementTree statement) {
                body.statement(statement);
              } else if (tree.getBody() instanceof ExpressionTree expression) {
                if (isVoid) {
                  body.evaluated(expression);
                } else {
                  body.returned(expression);
                }
              }
            });
    String owner = type == null ? "" : names.of(type);
    bodies.set(
        id,
        new Body(
            id,
            Body.Kind.LAMBDA,
            owner,
            MethodKey.of(owner, "lambda$" + id),
            Set.of(),
            Set.of(),
            Set.of(),
            parameters,
            isVoid ? "void" : "java.lang.Object",
            Set.of(),
            OptionalInt.of(enclosing),
            code.flow,
            code.isOpaque,
            site(tree)));
    return id;
  }

  /** Whether the functional interface's method returns nothing. */
  private boolean isVoid(LambdaExpressionTree tree) {
    return trees.getTypeMirror(new TreePath(path, tree)) instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement type
        && hierarchy.isVoidFunction(names.of(type));
  }

  private record Coded(Flow flow, boolean isOpaque) {}

  private Coded code(TypeElement type, int id, java.util.function.Consumer<BodyReader> content) {
    BodyReader body = new BodyReader(this, type, id);
    TreePath saved = path;
    try {
      content.accept(body);
      return new Coded(body.finish(), false);
    } catch (FlowBuilder.Opaque e) {
      return new Coded(Flow.NO_CODE, true);
    } catch (RuntimeException e) {
      if (!MissingClassFile.causes(e)) {
        throw e;
      }
      return new Coded(Flow.NO_CODE, true);
    } finally {
      path = saved;
    }
  }
}
