package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.index.ClassIndex;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * All rules, in the order of the patterns. The rule of a pattern is the class of this package that
 * has the pattern's name with {@code Rule} behind it, so no list has to be maintained.
 */
public final class RuleBook {
  private static final List<Rule> RULES =
      Pattern.inOneClass().stream().map(RuleBook::ruleOf).toList();

  private RuleBook() {}

  public static List<Rule> rules() {
    return RULES;
  }

  /** Findings of every rule about one class, each once, in the order of the rules. */
  public static List<Finding> findings(ClassFacts facts, Catalogue catalogue) {
    return findings(ClassIndex.of(facts, catalogue));
  }

  /** The same, over an index that is used for other questions too. */
  public static List<Finding> findings(ClassIndex index) {
    return findings(index, EnumSet.allOf(Pattern.class));
  }

  /** The findings of these patterns only. */
  public static List<Finding> findings(ClassIndex index, Set<Pattern> patterns) {
    return RULES.stream()
        .filter(rule -> patterns.contains(rule.pattern()))
        .flatMap(rule -> rule.check(index))
        .distinct()
        .toList();
  }

  private static Rule ruleOf(Pattern pattern) {
    String name = RuleBook.class.getPackageName() + "." + pattern.patternName() + "Rule";
    try {
      return Class.forName(name).asSubclass(Rule.class).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "Pattern." + pattern + " has no rule: there is no usable class " + name + ".", e);
    }
  }
}
