package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.facts.ClassFacts;
import java.util.stream.Stream;

/** Decides one bug pattern over facts. Pure: the same facts give the same findings. */
public interface Rule {
  Pattern pattern();

  Stream<Finding> check(ClassFacts facts, Catalogue catalogue);
}
