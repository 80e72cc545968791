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
import com.sun.source.util.Trees;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.CompilationView;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.OpaqueCodeException;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Reads one top-level class in one walk; used once. It walks the types and their members and
 * numbers their bodies; other readers read the declarations and the code.
 */
final class ClassReader {
  /**
   * A type that is being read.
   *
   * @param element null if it is unresolved
   * @param name what facts call it
   * @param enclosing the body that contains the type, if it is local or anonymous, or in such a
   *     type
   */
  private record TypeInProgress(
      ClassTree tree, @Nullable TypeElement element, String name, OptionalInt enclosing) {}

  private final AttributedTrees trees;
  private final ElementNames names;
  private final SourceHierarchy hierarchy;
  private final DeclarationReader declarations;
  private final VariableValues variables;
  private final Callees callees;
  private final List<TypeFacts> types = new ArrayList<>();
  private final List<FieldFacts> fields = new ArrayList<>();
  private final List<Body> bodies = new ArrayList<>();
  private final Map<Tree, Integer> lambdas = new IdentityHashMap<>();
  private final Map<Tree, String> nestedNames = new IdentityHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private int calls;

  ClassReader(
      Trees trees, ElementNames names, SourceHierarchy hierarchy, CompilationUnitTree unit) {
    this.trees = new AttributedTrees(trees, names, unit);
    this.names = names;
    this.hierarchy = hierarchy;
    this.declarations = new DeclarationReader(this.trees, names);
    this.variables = new VariableValues(names, hierarchy);
    this.callees = new Callees(names, hierarchy);
  }

  ClassFacts read(ClassTree tree, CompilationView compilation) {
    String name = type(tree, null, OptionalInt.empty());
    return new ClassFacts(name, types, fields, bodies, hierarchy, compilation);
  }

  // What the readers of bodies share.

  AttributedTrees trees() {
    return trees;
  }

  ElementNames names() {
    return names;
  }

  SourceHierarchy hierarchy() {
    return hierarchy;
  }

  VariableValues variables() {
    return variables;
  }

  Callees callees() {
    return callees;
  }

  /** Returns an id for the next {@link dev.loosethread.model.facts.Event.Call}. */
  int nextCall() {
    return calls++;
  }

  // Types and their members.

  /**
   * Reads a local or anonymous class and returns its name. A finally block is walked once for each
   * way into it, its classes only the first time.
   */
  String nested(ClassTree tree, int enclosing) {
    String name = nestedNames.get(tree);
    return name != null ? name : type(tree, null, OptionalInt.of(enclosing));
  }

  private String type(ClassTree tree, @Nullable String outer, OptionalInt enclosing) {
    TypeElement element = trees.element(tree) instanceof TypeElement t ? t : null;
    String name = declaredName(tree, element, outer);
    nestedNames.put(tree, name);
    taken.add(name);
    if (element != null) {
      hierarchy.declare(name, element);
    }
    TypeInProgress type = new TypeInProgress(tree, element, name, enclosing);
    trees.inside(tree, () -> members(type, outer));
    return name;
  }

  private String declaredName(
      ClassTree tree, @Nullable TypeElement element, @Nullable String outer) {
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

  private void members(TypeInProgress type, @Nullable String outer) {
    types.add(declarations.type(type.tree(), type.element(), type.name(), outer));
    int firstBody = declareBodies(type.tree());
    List<ClassTree> nested = new ArrayList<>();
    for (Tree member : type.tree().getMembers()) {
      if (member instanceof ClassTree memberType) {
        nested.add(memberType);
      } else if (member instanceof VariableTree field) {
        fields.add(declarations.field(field, type.name()));
      }
    }
    // Members are declared before any body is read, so that calls find the bodies they call.
    for (ClassTree memberType : nested) {
      type(memberType, type.name(), type.enclosing());
    }
    readBodies(type, firstBody);
  }

  /** Reserves the ids of a class's bodies, the two for its initialisers first. */
  private int declareBodies(ClassTree tree) {
    int first = bodies.size();
    bodies.add(null);
    bodies.add(null);
    for (Tree member : tree.getMembers()) {
      if (member instanceof MethodTree method) {
        if (trees.element(method) instanceof ExecutableElement e) {
          callees.declare(e, bodies.size());
        }
        bodies.add(null);
      }
    }
    return first;
  }

  private void readBodies(TypeInProgress type, int first) {
    bodies.set(first, initializer(type, first, false));
    bodies.set(first + 1, initializer(type, first + 1, true));
    int id = first + 2;
    for (Tree member : type.tree().getMembers()) {
      if (member instanceof MethodTree method) {
        bodies.set(id, method(type, method, id));
        id++;
      }
    }
  }

  // Bodies.

  private Body initializer(TypeInProgress type, int id, boolean isStatic) {
    Optional<Flow> code =
        code(
            type.element(),
            id,
            body -> {
              for (Tree member : type.tree().getMembers()) {
                if (member instanceof BlockTree block && block.isStatic() == isStatic) {
                  body.statement(block);
                } else if (member instanceof VariableTree field
                    && field.getInitializer() != null
                    && isStatic(field) == isStatic) {
                  body.fieldInitializer(fieldOf(type, field), field);
                }
              }
            });
    return Body.initializer(id, isStatic, type.name(), trees.site(type.tree()))
        .enclosing(type.enclosing())
        .code(code)
        .build();
  }

  private boolean isStatic(VariableTree field) {
    Element element = trees.element(field);
    // Fields of interfaces and enum constants are static without saying so.
    return (element != null ? element.getModifiers() : field.getModifiers().getFlags())
        .contains(Modifier.STATIC);
  }

  private Value.Field fieldOf(TypeInProgress type, VariableTree tree) {
    if (trees.element(tree) instanceof VariableElement variable
        && variables.written(variable, type.element()) instanceof Value.Field field) {
      return field;
    }
    FieldKey key = new FieldKey(type.name(), tree.getName().toString());
    return new Value.Field(key, new Value.This(type.name()), "", false);
  }

  private Body method(TypeInProgress type, MethodTree tree, int id) {
    ExecutableElement element = trees.element(tree) instanceof ExecutableElement e ? e : null;
    List<Value.Local> parameters = parameters(tree.getParameters());
    boolean isConstructor = tree.getName().contentEquals(MethodKey.CONSTRUCTOR);
    MethodKey key =
        element != null
            ? names.of(element).declaredIn(type.name())
            : MethodKey.of(type.name(), tree.getName().toString());
    Optional<Flow> code =
        tree.getBody() == null
            ? Optional.of(Flow.NO_CODE)
            : code(type.element(), id, body -> body.statement(tree.getBody()));
    Body.Kind kind = isConstructor ? Body.Kind.CONSTRUCTOR : Body.Kind.METHOD;
    Body.Builder body =
        Body.builder(id, kind, key, trees.site(tree))
            .modifiers(tree.getModifiers().getFlags())
            .parameters(parameters)
            .enclosing(type.enclosing())
            .code(code);
    if (element != null) {
      body.modifiers(element.getModifiers())
          .annotations(names.annotations(element))
          .returnType(isConstructor ? "void" : names.of(element.getReturnType()))
          .thrown(names.thrown(element));
    }
    return body.build();
  }

  private List<Value.Local> parameters(List<? extends VariableTree> trees) {
    List<Value.Local> parameters = new ArrayList<>();
    for (VariableTree parameter : trees) {
      if (this.trees.element(parameter) instanceof VariableElement v) {
        parameters.add(variables.local(v));
      }
    }
    return parameters;
  }

  /**
   * Reads a lambda and returns its body's id.
   *
   * @param type the class whose code it is
   */
  int lambda(LambdaExpressionTree tree, @Nullable TypeElement type, int enclosing) {
    Integer known = lambdas.get(tree);
    if (known != null) {
      return known;
    }
    int id = bodies.size();
    lambdas.put(tree, id);
    bodies.add(null);
    List<Value.Local> parameters = parameters(tree.getParameters());
    TypeElement functionType = trees.classOf(tree);
    boolean isVoid = functionType != null && hierarchy.isVoidFunction(names.of(functionType));
    Optional<Flow> code =
        code(
            type,
            id,
            body -> {
              if (tree.getBody() instanceof StatementTree statement) {
                body.statement(statement);
              } else if (tree.getBody() instanceof ExpressionTree expression) {
                body.lambdaExpression(expression, isVoid);
              }
            });
    MethodKey key = MethodKey.of(type == null ? "" : names.of(type), "lambda$" + id);
    bodies.set(
        id,
        Body.builder(id, Body.Kind.LAMBDA, key, trees.site(tree))
            .parameters(parameters)
            .returnType(isVoid ? "void" : "java.lang.Object")
            .enclosing(OptionalInt.of(enclosing))
            .code(code)
            .build());
    return id;
  }

  /** Returns the flow of a body's code; empty if it cannot be represented. */
  private Optional<Flow> code(@Nullable TypeElement type, int id, Consumer<BodyReader> content) {
    BodyReader body = new BodyReader(this, type, id);
    try {
      content.accept(body);
      return Optional.of(body.finish());
    } catch (OpaqueCodeException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      if (!MissingClassFile.causes(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
