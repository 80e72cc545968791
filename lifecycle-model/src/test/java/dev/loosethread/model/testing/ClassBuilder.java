package dev.loosethread.model.testing;

import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.CompilationView;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.InheritedMethod;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.rules.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;

/** Facts of one class, made by hand. Everything is named by what it is in the source. */
public final class ClassBuilder {
  /** Where something stands; two places are never the same. */
  public record Place(String what, int number) implements Site {
    @Override
    public int line() {
      return number;
    }

    @Override
    public String toString() {
      return what;
    }
  }

  public final String name;
  private final List<String> supertypes = new ArrayList<>();
  private String superclass = "java.lang.Object";
  private final Map<String, String> libraryTypes = new HashMap<>();
  private final Map<String, InheritedMethod> inherited = new HashMap<>();
  private final Set<String> annotations = new LinkedHashSet<>();
  private final List<FieldFacts> fields = new ArrayList<>();
  private final List<Body> bodies = new ArrayList<>();
  private final List<MethodKey> keys = new ArrayList<>();
  private Set<String> nextAnnotations = Set.of();
  private String nextReturnType = "void";
  private Set<Modifier> modifiers = Set.of(Modifier.PUBLIC, Modifier.FINAL);
  private TypeFacts.Kind kind = TypeFacts.Kind.CLASS;
  private boolean isExtended;
  private CompilationView compilation = CompilationView.NOTHING;
  private int numbers;

  public ClassBuilder(String name) {
    this.name = name;
  }

  public ClassBuilder implementing(String type) {
    supertypes.add(type);
    return this;
  }

  public ClassBuilder extending(String type) {
    superclass = type;
    return this;
  }

  /** A class of some library. */
  public ClassBuilder libraryType(String type, String superclass) {
    libraryTypes.put(type, superclass);
    return this;
  }

  /** A method that the class inherits. */
  public ClassBuilder inheriting(InheritedMethod method) {
    inherited.put(method.name(), method);
    return this;
  }

  public ClassBuilder annotated(String annotation) {
    annotations.add(annotation);
    return this;
  }

  public ClassBuilder kind(TypeFacts.Kind wanted) {
    kind = wanted;
    return this;
  }

  public ClassBuilder modifiers(Modifier... wanted) {
    modifiers = Set.of(wanted);
    return this;
  }

  /** Code elsewhere may extend the class. */
  public ClassBuilder extended() {
    isExtended = true;
    return this;
  }

  /** What a compilation shows that holds one more class. */
  public static CompilationView seeing(ClassFacts other) {
    return new CompilationView() {
      @Override
      public List<ClassFacts> accessesTo(FieldKey field) {
        return List.of();
      }

      @Override
      public List<ClassFacts> superclassesOf(String name) {
        return List.of();
      }

      @Override
      public Optional<ClassFacts> declaring(String name) {
        return name.equals(other.name()) ? Optional.of(other) : Optional.empty();
      }

      @Override
      public List<ClassFacts> callersOf(MethodKey method, Set<String> naming) {
        return List.of(other);
      }
    };
  }

  public ClassBuilder compilation(CompilationView wanted) {
    compilation = wanted;
    return this;
  }

  public int number() {
    return ++numbers;
  }

  public Place place(String what) {
    return new Place(what, number());
  }

  public Value.This self() {
    return new Value.This(name);
  }

  public Value.Local local(String localName, String type) {
    return new Value.Local(number(), localName, type);
  }

  /** A private final field. */
  public Value.Field field(String fieldName, String type) {
    return field(fieldName, type, Modifier.PRIVATE, Modifier.FINAL);
  }

  public Value.Field field(String fieldName, String type, Modifier... wanted) {
    return field(fieldName, type, Set.of(), wanted);
  }

  public Value.Field field(
      String fieldName, String type, Set<String> fieldAnnotations, Modifier... wanted) {
    FieldKey key = new FieldKey(name, fieldName);
    FieldFacts facts =
        new FieldFacts(key, type, Set.of(wanted), fieldAnnotations, place("field " + fieldName));
    fields.add(facts);
    return new Value.Field(key, facts.isStatic() ? Value.UNKNOWN : self(), type, facts.isStatic());
  }

  /** A public method without parameters. */
  public int method(String methodName, Consumer<CodeBuilder> code) {
    return method(methodName, List.of(), code, Modifier.PUBLIC);
  }

  /** A method without parameters that returns something. */
  public int methodReturning(
      String returnType, String methodName, Consumer<CodeBuilder> code, Modifier... wanted) {
    nextReturnType = returnType;
    int method = method(methodName, List.of(), code, wanted);
    nextReturnType = "void";
    return method;
  }

  /** A public method without parameters or code that bears an annotation. */
  public int annotatedMethod(String annotation, String methodName) {
    nextAnnotations = Set.of(annotation);
    int method = method(methodName, c -> {});
    nextAnnotations = Set.of();
    return method;
  }

  public int method(
      String methodName,
      List<Value.Local> parameters,
      Consumer<CodeBuilder> code,
      Modifier... wanted) {
    return body(
        Body.Kind.METHOD, methodName, parameters, Set.of(wanted), OptionalInt.empty(), code, false);
  }

  public int constructor(
      List<Value.Local> parameters, Consumer<CodeBuilder> code, Modifier... wanted) {
    return body(
        Body.Kind.CONSTRUCTOR,
        MethodKey.CONSTRUCTOR,
        parameters,
        Set.of(wanted),
        OptionalInt.empty(),
        code,
        false);
  }

  public int initializer(Consumer<CodeBuilder> code) {
    return body(Body.Kind.INITIALIZER, "{}", List.of(), Set.of(), OptionalInt.empty(), code, false);
  }

  public int staticInitializer(Consumer<CodeBuilder> code) {
    return body(
        Body.Kind.STATIC_INITIALIZER,
        "static {}",
        List.of(),
        Set.of(Modifier.STATIC),
        OptionalInt.empty(),
        code,
        false);
  }

  /** A method with something in it that the front end did not understand. */
  public int opaqueMethod(String methodName) {
    return body(
        Body.Kind.METHOD,
        methodName,
        List.of(),
        Set.of(Modifier.PUBLIC),
        OptionalInt.empty(),
        c -> {},
        true);
  }

  public int lambda(int enclosing, Consumer<CodeBuilder> code) {
    return body(
        Body.Kind.LAMBDA, "lambda", List.of(), Set.of(), OptionalInt.of(enclosing), code, false);
  }

  private int body(
      Body.Kind bodyKind,
      String methodName,
      List<Value.Local> parameters,
      Set<Modifier> bodyModifiers,
      OptionalInt enclosing,
      Consumer<CodeBuilder> code,
      boolean isOpaque) {
    int id = bodies.size();
    // Lambdas in the code get the numbers after it.
    bodies.add(null);
    keys.add(new MethodKey(name, methodName, parameters.stream().map(Value.Local::type).toList()));
    CodeBuilder builder = new CodeBuilder(this, id);
    code.accept(builder);
    bodies.set(
        id,
        Body.builder(id, bodyKind, keys.get(id), place(methodName + "()"))
            .modifiers(bodyModifiers)
            .annotations(nextAnnotations)
            .returnType(nextReturnType)
            .parameters(parameters)
            .enclosing(enclosing)
            .code(isOpaque ? Optional.empty() : Optional.of(builder.flow()))
            .build());
    return id;
  }

  public MethodKey key(int body) {
    return keys.get(body);
  }

  public ClassFacts facts() {
    TypeFacts type =
        TypeFacts.builder(name, kind, place("class " + name))
            .simpleName(name.substring(name.lastIndexOf('.') + 1))
            .modifiers(modifiers)
            .superclass(superclass)
            .interfaces(supertypes)
            .annotations(annotations)
            .nonPrivatelyExtended(isExtended)
            .build();
    return new ClassFacts(name, List.of(type), fields, bodies, hierarchy(), compilation);
  }

  public List<Finding> findings(Rule rule) {
    return rule.check(facts(), Catalogues.builtIn()).toList();
  }

  public TypeHierarchy hierarchy() {
    LoadedTypes loaded = new LoadedTypes();
    return new TypeHierarchy() {
      @Override
      public Set<String> supertypes(String type) {
        Set<String> all = new LinkedHashSet<>(loaded.supertypes(type));
        if (type.equals(name)) {
          all.add("java.lang.Object");
          supertypes.forEach(s -> all.addAll(loaded.supertypes(s)));
        }
        if (libraryTypes.containsKey(type)) {
          all.addAll(supertypes(libraryTypes.get(type)));
        }
        return all;
      }

      @Override
      public boolean isResolved(String type) {
        return type.equals(name) || loaded.isResolved(type);
      }

      @Override
      public boolean hasMethod(String type, String methodName) {
        return bodies.stream()
            .anyMatch(b -> b.owner().equals(type) && b.key().name().equals(methodName));
      }

      @Override
      public Optional<InheritedMethod> overridable(
          String type, String methodName, boolean takesNothing) {
        return Optional.ofNullable(inherited.get(methodName));
      }
    };
  }
}
