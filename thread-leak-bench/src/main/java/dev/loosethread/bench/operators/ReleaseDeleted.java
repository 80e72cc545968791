package dev.loosethread.bench.operators;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.lang.model.element.VariableElement;

/** An end method no longer ends what a field holds, and nothing else in the file does. */
final class ReleaseDeleted implements Operator {
  private final String name;
  private final Handle handle;
  private final Predicate<List<Release>> shape;

  private ReleaseDeleted(String name, Handle handle, Predicate<List<Release>> shape) {
    this.name = name;
    this.handle = handle;
    this.shape = shape;
  }

  /** By the owner's own methods. */
  static Operator direct() {
    return new ReleaseDeleted(
        "release-deleted", Handle.OWNER, all -> !ofElements(all) && !throughHelpers(all));
  }

  /** By a helper that gets the owner, or a reference to its method. */
  static Operator helper() {
    return new ReleaseDeleted(
        "helper-release-deleted", Handle.OWNER, all -> !ofElements(all) && throughHelpers(all));
  }

  /** The same for the elements of a collection, map or array. */
  static Operator collection() {
    return new ReleaseDeleted(
        "collection-release-deleted", Handle.OWNER, ReleaseDeleted::ofElements);
  }

  /** The same for the handle of a task. */
  static Operator future() {
    return new ReleaseDeleted("future-cancel-deleted", Handle.FUTURE, all -> !ofElements(all));
  }

  private static boolean ofElements(List<Release> all) {
    // A helper may get the whole collection.
    return all.stream().anyMatch(Release::isOfElement);
  }

  private static boolean throughHelpers(List<Release> all) {
    return all.stream().anyMatch(release -> release.kind() != Release.Kind.CALL);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> fitting() {
    return Fitting.FIELD;
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    Releases releases = new Releases(unit, handle);
    Removal removal = new Removal(unit);
    InOrder found = new InOrder();
    releases
        .byVariable()
        .forEach(
            (variable, all) -> {
              if (all.get(0).isOfField()
                  && shape.test(all)
                  && isInOneEndMethod(all)
                  && !isDelegate(unit, variable)
                  && !releases.isForeign(variable)) {
                Anchors anchors =
                    new Anchors(unit, releases.declarations()).variable(variable).releases(all);
                found.add(removal.candidate(all, anchors));
              }
            });
    found.tell(candidates);
  }

  /**
   * Returns whether the field is of a class that itself is the handle of a task, and passes calls
   * on.
   */
  private boolean isDelegate(SourceUnit unit, VariableElement field) {
    return handle == Handle.FUTURE && handle.matches(unit, field.getEnclosingElement().asType());
  }

  private static boolean isInOneEndMethod(List<Release> all) {
    return all.get(0).method() != null
        && Vocabulary.isEndMethod(all.get(0).method())
        && all.stream()
            .allMatch(
                release ->
                    release.isCertain()
                        && release.method() == all.get(0).method()
                        && (release.kind() != Release.Kind.HELPER
                            || Removal.isIgnored(release.path())));
  }
}
