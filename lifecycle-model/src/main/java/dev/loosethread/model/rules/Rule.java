package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.index.ClassIndex;
import java.util.stream.Stream;

/** Decides one bug pattern over facts. Pure: the same facts give the same findings. */
public interface Rule {
  Pattern pattern();

  /** The findings about one top-level class and what it encloses. */
  default Stream<Finding> check(ClassFacts facts, Catalogue catalogue) {
    return check(ClassIndex.of(facts, catalogue));
  }

  /** The same, over an index that several rules share. */
  Stream<Finding> check(ClassIndex index);
}
