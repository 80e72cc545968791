package dev.loosethread.model.tasks;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.ClassIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The code of this class that a functional value stands for. */
public final class TaskCode {
  private static final int MAX_DEPTH = 3;

  private final ClassIndex index;

  public TaskCode(ClassIndex index) {
    this.index = index;
  }

  /** The bodies that may run when the value does; none if its code is not in this class. */
  public List<Body> of(Value value) {
    List<Body> bodies = new ArrayList<>();
    add(value, bodies, 0);
    return bodies;
  }

  /** The {@code run()} of a class declared here. */
  public Optional<Body> runOf(String type) {
    return index.declarations().bodiesOf(type).stream()
        .filter(b -> b.kind() == Body.Kind.METHOD && b.hasCode())
        .filter(b -> b.key().name().equals("run") && b.parameters().isEmpty())
        .findFirst();
  }

  private void add(Value value, List<Body> bodies, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    if (value instanceof Value.Lambda lambda) {
      bodies.add(index.facts().body(lambda.body()));
    } else if (value instanceof Value.MethodReference reference) {
      reference.body().ifPresent(id -> bodies.add(index.facts().body(id)));
    } else if (value instanceof Value.Choice choice) {
      choice.alternatives().forEach(v -> add(v, bodies, depth + 1));
    } else if (value instanceof Value.Local local) {
      index.valuesOf(local).forEach(v -> add(v, bodies, depth + 1));
    } else if (value instanceof Value.Field field && field.isOwn()) {
      index.assignsTo(field.key()).forEach(a -> add(a.event().value(), bodies, depth + 1));
    } else if (value instanceof Value.This self) {
      runOf(self.type()).ifPresent(bodies::add);
    } else if (value instanceof Value.Result result && index.call(result.call()) != null) {
      runOf(index.call(result.call()).event().createdType()).ifPresent(bodies::add);
    }
  }
}
