package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.Tree;
import dev.loosethread.fixes.release.ReleasePlan;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fixes of all findings about one top-level class.
 *
 * <p>Some findings share a fix, since separate ones would not fit together: the release of all
 * owners of one class, and the release of all local variables of one block. The first finding that
 * is asked for carries the shared fix; the fixes of the others are empty, and {@link
 * #isMendedByAnother} tells that the shared one mends them. Hence this order:
 *
 * <ol>
 *   <li>Create it with all findings that count. A shared fix mends only these.
 *   <li>Ask for the {@link #fix} of a finding. Asked again, it returns the same fix.
 *   <li>Then ask whether the finding {@link #isMendedByAnother}. For a finding whose fix was not
 *       asked for this fails, since the answer could still change.
 * </ol>
 */
public final class ClassFixes {
  private final ClassFacts facts;
  private final Set<Finding> findings;
  private final Map<String, List<Finding>> releasing = new HashMap<>();
  private final List<Finding> releasingLocals = new ArrayList<>();
  private @Nullable Map<Tree, List<Finding>> releasingByBlock;

  private final Map<Finding, SuggestedFix> made = new HashMap<>();
  private final Set<Finding> mended = new HashSet<>();
  private final Map<Finding, String> declined = new HashMap<>();
  private final Set<String> takenTypes = new HashSet<>();
  private final Set<Tree> takenBlocks = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param findings those that count: neither suppressed nor switched off
   */
  public ClassFixes(ClassFacts facts, List<Finding> findings) {
    this.facts = facts;
    this.findings = new HashSet<>(findings);
    for (Finding finding : findings) {
      String type = ReleasePlan.changedType(finding.remedy());
      if (!type.isEmpty()) {
        releasing.computeIfAbsent(type, t -> new ArrayList<>()).add(finding);
      }
      if (finding.remedy() instanceof Remedy.ReleaseInFinally) {
        releasingLocals.add(finding);
      }
    }
  }

  /**
   * Returns the fix of a finding. It is empty if there is none, or if another finding carries it.
   *
   * @param state at the place of the finding
   * @throws IllegalArgumentException if it is not one of the findings that count
   */
  public SuggestedFix fix(Finding finding, VisitorState state) {
    if (!findings.contains(finding)) {
      throw new IllegalArgumentException("not among the findings of this class: " + finding);
    }
    SuggestedFix fix = made.get(finding);
    if (fix == null) {
      fix = new FixMaker(facts, this, state).fix(finding);
      made.put(finding, fix);
    }
    return fix;
  }

  /**
   * Returns true if a finding has no fix of its own, and the fix of another one mends it.
   *
   * @throws IllegalStateException if the fix of the finding was not asked for
   */
  public boolean isMendedByAnother(Finding finding) {
    SuggestedFix fix = made.get(finding);
    if (fix == null) {
      throw new IllegalStateException("ask for the fix first: " + finding);
    }
    return fix.isEmpty() && mended.contains(finding);
  }

  /**
   * Returns the message of a finding; it says in a few words why there is no fix.
   *
   * @throws IllegalStateException if the fix of the finding was not asked for
   */
  public String message(Finding finding) {
    boolean isExpected = !(finding.remedy() instanceof Remedy.None);
    boolean isMended = isMendedByAnother(finding);
    if (!isExpected || isMended || !Objects.requireNonNull(made.get(finding)).isEmpty()) {
      return finding.messageOnFix();
    }
    return finding.withoutFix(
        declined.getOrDefault(finding, FixMaker.usualObstacle(finding.remedy())));
  }

  /** Notes why a finding that has a remedy gets no fix, in a few words. */
  void decline(Finding finding, String why) {
    declined.put(finding, why);
  }

  /** Hands out the findings that the one plan for a type mends; empty if they were before. */
  Optional<List<Finding>> takeReleasesOf(String type) {
    return takenTypes.add(type)
        ? Optional.of(releasing.getOrDefault(type, List.of()))
        : Optional.empty();
  }

  /** Hands out the right to wrap statements of a block; false if another fix has it. */
  boolean takeBlock(BlockTree block) {
    return takenBlocks.add(block);
  }

  /**
   * Returns the findings whose remedies release a local variable of one block.
   *
   * @param blockOf maps a finding to its block, always in the same way; null if it has none
   */
  List<Finding> releasingIn(BlockTree block, Function<Finding, @Nullable Tree> blockOf) {
    if (releasingByBlock == null) {
      releasingByBlock = new IdentityHashMap<>();
      for (Finding finding : releasingLocals) {
        releasingByBlock
            .computeIfAbsent(blockOf.apply(finding), b -> new ArrayList<>())
            .add(finding);
      }
    }
    return releasingByBlock.getOrDefault(block, List.of());
  }

  /** Notes that the fix that is being made mends this finding. */
  void mend(Finding finding) {
    mended.add(finding);
  }
}
