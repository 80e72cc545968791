package dev.loosethread.model.ownership;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The methods that users of a class call to start an instance. */
public final class StartMethods {
  public static final AnalysisKey<StartMethods> KEY = AnalysisKey.of(StartMethods::new);

  private final ClassIndex index;
  private final Library library;
  private final List<Body> all = new ArrayList<>();
  private final Set<Body> asSet;

  private StartMethods(ClassIndex index) {
    this.index = index;
    this.library = index.library();
    for (Body body : index.facts().bodies()) {
      if (isCalledByUsers(body)) {
        all.add(body);
      }
    }
    asSet = new HashSet<>(all);
  }

  /** The start methods, in the order of the code. */
  public List<Body> all() {
    return all;
  }

  public boolean contains(Body method) {
    return asSet.contains(method);
  }

  private boolean isCalledByUsers(Body body) {
    // The name first: it rules out most methods.
    if (body.kind() != Body.Kind.METHOD || !library.isStartName(body.key().name())) {
      return false;
    }
    TypeFacts type = index.facts().type(body.owner()).orElse(null);
    return body.hasCode()
        && !body.isOpaque()
        && !body.is(Modifier.PRIVATE)
        && !body.is(Modifier.STATIC)
        && type != null
        && type.kind() != TypeFacts.Kind.ANONYMOUS
        && !library.isStartedByFramework(body)
        && !library.isManagedLifecycle(type);
  }
}
