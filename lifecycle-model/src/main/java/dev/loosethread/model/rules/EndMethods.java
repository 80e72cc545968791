package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.facts.Body;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The methods that end an object's life. */
final class EndMethods {
  /** Where a release is best put, when there are several end methods. */
  private static final List<String> PREFERRED =
      List.of("close", "shutdown", "stop", "destroy", "dispose", "terminate", "cancel");

  private static final List<String> PREFIXES = List.of("stop", "shutdown", "close", "destroy");

  private final FactsIndex index;
  private final Catalogue catalogue;
  private final Map<String, List<Body>> ofInstances = new HashMap<>();
  private final Map<String, List<Body>> ofClasses = new HashMap<>();

  EndMethods(FactsIndex index) {
    this.index = index;
    this.catalogue = index.catalogue();
  }

  /** End methods of one class, the best first. */
  List<Body> of(String type, boolean isStatic) {
    return (isStatic ? ofClasses : ofInstances).computeIfAbsent(type, t -> find(t, isStatic));
  }

  private List<Body> find(String type, boolean isStatic) {
    return index.lookups().bodiesOf(type).stream()
        .filter(b -> b.kind() == Body.Kind.METHOD && b.hasCode())
        .filter(b -> b.is(Modifier.STATIC) == isStatic && isEnd(b))
        .sorted(Comparator.comparingInt(EndMethods::rank).thenComparingInt(Body::id))
        .toList();
  }

  private static int rank(Body body) {
    int rank = PREFERRED.indexOf(body.key().name());
    int named = rank < 0 ? PREFERRED.size() : rank;
    // A private one is a part of another; one with parameters ends something given to it.
    return named + (body.is(Modifier.PRIVATE) ? 20 : 0) + (body.parameters().isEmpty() ? 0 : 10);
  }

  boolean isEnd(Body body) {
    if (catalogue.isEndMethod(body.key(), body.annotations(), index.facts().hierarchy())) {
      return body.parameters().size() <= 2;
    }
    String name = body.key().name();
    return body.parameters().isEmpty()
        && body.returnType().equals("void")
        && PREFIXES.stream()
            .anyMatch(
                p ->
                    name.startsWith(p)
                        && name.length() > p.length()
                        && Character.isUpperCase(name.charAt(p.length())));
  }
}
