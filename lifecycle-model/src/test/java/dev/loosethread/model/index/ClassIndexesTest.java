package dev.loosethread.model.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.testing.ClassBuilder;
import org.junit.jupiter.api.Test;

class ClassIndexesTest {
  private final ClassIndexes indexes = new ClassIndexes(Catalogues.builtIn());

  @Test
  void classIsIndexedOnceWhoeverAsks() {
    ClassFacts asked = new ClassBuilder("a.A").facts();
    ClassIndex first = indexes.of(asked);

    assertThat(indexes.of(new ClassBuilder("a.B").facts()).indexOf(asked)).isSameAs(first);
    assertThat(indexes.of(asked)).isSameAs(first);
  }

  @Test
  void factsThatWereReadAgainAreIndexedAgain() {
    ClassIndex first = indexes.of(new ClassBuilder("a.A").facts());

    assertThat(indexes.of(new ClassBuilder("a.A").facts())).isNotSameAs(first);
  }

  @Test
  void nothingIsKeptOnceForgotten() {
    ClassFacts facts = new ClassBuilder("a.A").facts();
    ClassIndex first = indexes.of(facts);

    indexes.forget();

    assertThat(indexes.of(facts)).isNotSameAs(first);
  }
}
