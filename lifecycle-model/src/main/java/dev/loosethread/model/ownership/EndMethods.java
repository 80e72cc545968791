package dev.loosethread.model.ownership;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.InheritedMethod;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The methods that end an object's life. */
public final class EndMethods {
  public static final AnalysisKey<EndMethods> KEY = AnalysisKey.of(EndMethods::new);

  private final ClassIndex index;
  private final Library library;

  /** Where a release is best put, when there are several end methods. */
  private final List<String> preferred;

  private final Map<String, List<Body>> ofInstances = new HashMap<>();
  private final Map<String, List<Body>> ofClasses = new HashMap<>();

  private EndMethods(ClassIndex index) {
    this.index = index;
    this.library = index.library();
    this.preferred = library.preferredEnds();
  }

  /** End methods of one class, the best first. */
  public List<Body> of(String type, boolean isStatic) {
    return (isStatic ? ofClasses : ofInstances).computeIfAbsent(type, t -> find(t, isStatic));
  }

  private List<Body> find(String type, boolean isStatic) {
    return index.declarations().bodiesOf(type).stream()
        .filter(b -> b.kind() == Body.Kind.METHOD && b.hasCode())
        .filter(b -> b.is(Modifier.STATIC) == isStatic && isEnd(b))
        .sorted(best())
        .toList();
  }

  /**
   * The end method that a class inherits and should override, where it declares none: a framework's
   * hook, or else one that is named so.
   */
  Optional<InheritedMethod> inherited(String type) {
    TypeHierarchy hierarchy = index.facts().hierarchy();
    Stream<Optional<InheritedMethod>> hooks =
        library.frameworkEnds(type).stream().map(name -> hierarchy.overridable(type, name, false));
    Stream<Optional<InheritedMethod>> named =
        Stream.of(preferred, library.endHooks())
            .flatMap(List::stream)
            .map(name -> hierarchy.overridable(type, name, true));
    return Stream.concat(hooks, named).flatMap(Optional::stream).findFirst();
  }

  /** The name of {@link #inherited}, "" if there is none. */
  public String inheritedName(String type) {
    return inherited(type).map(InheritedMethod::name).orElse("");
  }

  /**
   * Returns how a message says where to release what the class owns, if the class declares no end
   * method.
   *
   * @param releaseIt the release in words: {@code shut it down}
   */
  public String adviceWithout(TypeFacts type, String releaseIt) {
    Optional<InheritedMethod> inherited = inherited(type.name());
    if (inherited.isPresent()) {
      String name = inherited.get().name() + "()";
      return inherited.get().isAbstract() || inherited.get().isOfInterface()
          ? releaseIt + " in " + name
          : "override " + name + " to " + releaseIt + " and call super." + name;
    }
    return canBecomeCloseable(type)
        ? "make "
            + type.simpleName()
            + " implement AutoCloseable and "
            + releaseIt
            + " in close(), which its creator must call"
        : releaseIt + " when the object is no longer used";
  }

  /**
   * Returns false for anonymous classes, closeable classes, and classes with an unknown supertype.
   */
  private boolean canBecomeCloseable(TypeFacts type) {
    TypeHierarchy hierarchy = index.facts().hierarchy();
    return !type.simpleName().isEmpty()
        && hierarchy.supertypes(type.name()).stream()
            .allMatch(s -> !TypeHierarchy.CLOSEABLE.contains(s) && hierarchy.isResolved(s));
  }

  private Comparator<Body> best() {
    // A private one is part of another; one with parameters releases an argument.
    return Comparator.comparing((Body body) -> body.is(Modifier.PRIVATE))
        .thenComparing(body -> !body.parameters().isEmpty())
        .thenComparingInt(this::rank)
        .thenComparingInt(Body::id);
  }

  private int rank(Body body) {
    int rank = preferred.indexOf(body.key().name());
    return rank < 0 ? preferred.size() : rank;
  }

  public boolean isEnd(Body body) {
    if (library.isEndMethod(body)) {
      // A stop may take a time limit and its unit; no usual one takes more.
      return body.parameters().size() <= 2;
    }
    return body.parameters().isEmpty()
        && body.returnType().equals("void")
        && library.hasEndPrefix(body.key().name());
  }
}
