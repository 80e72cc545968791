package dev.loosethread.model.index;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.facts.ClassFacts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The indexes of the classes of one compilation, so that each class is indexed only once.
 *
 * <p>An index lives no longer than a front end keeps the facts it was made of, and only so many are
 * kept, so that memory stays flat over an application of any size.
 */
public final class ClassIndexes {
  private static final int MOST_KEPT = 256;

  private final Catalogue catalogue;

  private final Map<String, ClassIndex> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ClassIndex> eldest) {
          return size() > MOST_KEPT;
        }
      };

  public ClassIndexes(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The index of a class, made from these facts. */
  public ClassIndex of(ClassFacts facts) {
    ClassIndex known = kept.get(facts.name());
    if (known == null || known.facts() != facts) {
      known = new ClassIndex(facts, catalogue, this);
      kept.put(facts.name(), known);
    }
    return known;
  }

  /** Forgets all indexes; to be called when a front end forgets its facts. */
  public void forget() {
    kept.clear();
  }
}
