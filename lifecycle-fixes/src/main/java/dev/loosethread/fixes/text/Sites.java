package dev.loosethread.fixes.text;

import com.sun.source.tree.Tree;
import dev.loosethread.model.facts.Site;
import dev.loosethread.source.TreeSite;
import java.util.Optional;

/** Finds the trees that sites stand for. Only facts that were read from source have any. */
public final class Sites {
  private Sites() {}

  /**
   * Returns the tree at a site.
   *
   * @throws IllegalArgumentException if the site is not in source
   */
  public static Tree tree(Site site) {
    if (site instanceof TreeSite place) {
      return place.tree();
    }
    throw new IllegalArgumentException("not a place in source: " + site);
  }

  /**
   * Returns the tree at a site whose kind is known.
   *
   * @throws IllegalArgumentException if the site is not in source, or another kind of tree is there
   */
  public static <T extends Tree> T tree(Site site, Class<T> kind) {
    return find(site, kind)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a %s at line %d, found a %s"
                        .formatted(kind.getSimpleName(), site.line(), tree(site).getKind())));
  }

  /**
   * Returns the tree at a site if it is of a kind.
   *
   * @throws IllegalArgumentException if the site is not in source
   */
  public static <T extends Tree> Optional<T> find(Site site, Class<T> kind) {
    Tree tree = tree(site);
    return kind.isInstance(tree) ? Optional.of(kind.cast(tree)) : Optional.empty();
  }
}
