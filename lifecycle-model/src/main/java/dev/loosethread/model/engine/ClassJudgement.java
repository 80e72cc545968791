package dev.loosethread.model.engine;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.ClassIndexes;
import dev.loosethread.model.rules.RuleBook;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Judges the classes of one compilation: indexes the facts of a class, runs the rules, and leaves
 * out what is suppressed.
 */
public final class ClassJudgement {
  private final ClassIndexes indexes;
  private final Set<Pattern> wanted;

  /**
   * @param wanted the patterns to look for
   */
  public ClassJudgement(Catalogue catalogue, Set<Pattern> wanted) {
    this.indexes = new ClassIndexes(catalogue);
    this.wanted = Set.copyOf(wanted);
  }

  /**
   * The result for one class.
   *
   * @param index for further questions about the class
   * @param findings those that are not suppressed, in the order of the patterns
   * @param suppressed how many were left out
   */
  public record Judged(ClassIndex index, List<Finding> findings, int suppressed) {
    public Judged {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Judges one class. Whatever a rule throws goes through.
   *
   * @param isSuppressed asked about each finding once
   */
  public Judged judge(ClassFacts facts, Predicate<Finding> isSuppressed) {
    ClassIndex index = indexes.of(facts);
    List<Finding> all = RuleBook.findings(index, wanted);
    List<Finding> left = all.stream().filter(isSuppressed.negate()).toList();
    return new Judged(index, left, all.size() - left.size());
  }

  /** Forgets the indexes; to be called when the front end forgets its facts. */
  public void forget() {
    indexes.forget();
  }
}
