package dev.loosethread.application;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.OwnerFactories;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.ownership.OwnerUses;
import dev.loosethread.model.ownership.StartMethods;
import dev.loosethread.model.starts.LiveOwners;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;

/**
 * Describes what the rest of an application has to know of one of its classes: which owners of
 * threads it makes, and which it is.
 *
 * @param made rows for the catalogue: factories and classes that own threads from their birth on
 * @param ended classes with a method that ends their threads
 */
public record ClassSummary(List<Made> made, List<EndMethodUse> ended) {
  public ClassSummary {
    made = List.copyOf(made);
    ended = List.copyOf(ended);
  }

  /**
   * A way to get a thread owner from the class.
   *
   * @param row the catalogue's row that says so
   * @param owner binary name of the class
   * @param method the factory's name, {@code <init>} for the class itself
   */
  public record Made(String row, String owner, String method) {
    /** The class itself, which these methods release, the best first. */
    static Made ofType(String type, List<String> releases) {
      return new Made(
          "owner " + type + " " + OwnerKind.OTHER.word() + " " + String.join(" ", releases),
          type,
          MethodKey.CONSTRUCTOR);
    }

    static Made ofFactory(MethodKey factory, OwnerKind kind) {
      return new Made(
          "create " + factory.owner() + "#" + factory.name() + "(*) " + kind.word(),
          factory.owner(),
          factory.name());
    }
  }

  /** Returns what one class tells; nothing where a name is none that Java could write. */
  public static ClassSummary of(ClassIndex index) {
    ClassFacts facts = index.facts();
    List<Made> made = new ArrayList<>();
    List<EndMethodUse> ended = new ArrayList<>();
    for (Body body : facts.bodies()) {
      factory(index, body).ifPresent(made::add);
    }
    for (TypeFacts type : facts.types()) {
      if (isNamed(type)) {
        new Threads(index, type).tell(made, ended);
      }
    }
    return new ClassSummary(made, ended);
  }

  private static boolean isNamed(TypeFacts type) {
    return (type.kind() == TypeFacts.Kind.CLASS || type.kind() == TypeFacts.Kind.RECORD)
        && SourceVersion.isName(type.name());
  }

  private static Optional<Made> factory(ClassIndex index, Body body) {
    MethodKey key = body.key();
    if (body.kind() != Body.Kind.METHOD
        || body.is(Modifier.PRIVATE)
        || index.facts().type(body.owner()).filter(ClassSummary::isNamed).isEmpty()
        || !SourceVersion.isIdentifier(key.name())
        || !index.createsOwners()) {
      return Optional.empty();
    }
    return index
        .get(OwnerFactories.KEY)
        .madeBy(body)
        .filter(kind -> kind != OwnerKind.THREAD)
        .map(kind -> Made.ofFactory(key, kind));
  }

  /** The threads of one class. */
  private static final class Threads {
    private final ClassIndex index;
    private final TypeFacts type;
    private final List<Body> ends;
    private final Map<Body, List<LiveOwners.Live>> lives = new HashMap<>();

    Threads(ClassIndex index, TypeFacts type) {
      this.index = index;
      this.type = type;
      this.ends =
          index.get(EndMethods.KEY).of(type.name(), false).stream()
              .filter(e -> !e.is(Modifier.PRIVATE) && e.parameters().isEmpty())
              .toList();
    }

    void tell(List<Made> made, List<EndMethodUse> ended) {
      if (ends.isEmpty() || isManaged()) {
        return;
      }
      List<Body> births = births();
      Set<Body> atBirth = endsOf(births);
      boolean isAlwaysLive =
          births.stream()
              .filter(b -> b.kind() == Body.Kind.CONSTRUCTOR)
              .allMatch(b -> !endsOf(withInitializer(b, births)).isEmpty());
      if (!atBirth.isEmpty() && isAlwaysLive) {
        made.add(Made.ofType(type.name(), names(atBirth)));
      }
      List<Body> starts =
          index.declarations().bodiesOf(type.name()).stream()
              .filter(index.get(StartMethods.KEY)::contains)
              .filter(b -> !endsOf(List.of(b)).isEmpty())
              .toList();
      Set<Body> all = endsOf(Stream.concat(births.stream(), starts.stream()).toList());
      if (!all.isEmpty()) {
        ended.add(
            new EndMethodUse(
                type,
                all.iterator().next(),
                names(all),
                atBirth.isEmpty() ? names(starts) : List.of(MethodKey.CONSTRUCTOR),
                starts.stream().flatMap(s -> lives(s).stream()).anyMatch(LiveOwners.Live::isThread),
                all.stream().anyMatch(this::isCalledBySomebody)));
      }
    }

    private boolean isManaged() {
      return index.library().isManagedLifecycle(type)
          || type.modifiers().contains(Modifier.ABSTRACT);
    }

    /** Constructors that do not leave the work to another one, and the initializer. */
    private List<Body> births() {
      return index.declarations().bodiesOf(type.name()).stream()
          .filter(
              b ->
                  b.kind() == Body.Kind.INITIALIZER
                      || (b.kind() == Body.Kind.CONSTRUCTOR && !delegates(b)))
          .toList();
    }

    private static boolean delegates(Body constructor) {
      return constructor.flow().nodes().stream()
          .anyMatch(
              n ->
                  n.event() instanceof Event.Call call
                      && call.isSuper()
                      && call.method().isConstructor()
                      && call.method().owner().equals(constructor.owner()));
    }

    private static List<Body> withInitializer(Body constructor, List<Body> births) {
      return births.stream()
          .filter(b -> b == constructor || b.kind() == Body.Kind.INITIALIZER)
          .toList();
    }

    private List<LiveOwners.Live> lives(Body body) {
      return lives.computeIfAbsent(body, new LiveOwners(index)::startedIn);
    }

    /** The methods that end what these bodies bring to life, the best first. */
    private Set<Body> endsOf(List<Body> bodies) {
      Set<Body> found = new LinkedHashSet<>();
      for (Body body : bodies) {
        for (LiveOwners.Live live : lives(body)) {
          live.undo().ifPresent(undo -> addEnds(undo.field(), found));
        }
      }
      return found;
    }

    private void addEnds(FieldKey field, Set<Body> into) {
      for (Body end : ends) {
        if (OwnerUses.ofField(index, field).releases().stream()
            .anyMatch(r -> index.reach(end).get(r.body().id()))) {
          into.add(end);
        }
      }
    }

    /**
     * Returns whether other code of the class calls the end method, or gives it away to be called.
     */
    private boolean isCalledBySomebody(Body end) {
      return index.callersOf(end).stream()
              .anyMatch(c -> ends.stream().noneMatch(e -> index.reach(e).get(c.body().id())))
          || index.isReferenced(end)
          || index.autoCloses().stream()
              .anyMatch(
                  c -> c.event().resource().typeName().filter(type.name()::equals).isPresent())
          || !end.annotations().isEmpty()
          || isPromisedToALibrary(end);
    }

    /** Returns whether a supertype that is not the application's own declares it. */
    private boolean isPromisedToALibrary(Body end) {
      ClassFacts facts = index.facts();
      return facts.hierarchy().supertypes(type.name()).stream()
          .filter(s -> !TypeHierarchy.CLOSEABLE.contains(s) && facts.type(s).isEmpty())
          .filter(s -> facts.hierarchy().hasMethod(s, end.key().name()))
          .anyMatch(s -> facts.compilation().declaring(s).isEmpty());
    }

    private static List<String> names(Collection<Body> methods) {
      return methods.stream().map(e -> e.key().name()).distinct().toList();
    }
  }
}
