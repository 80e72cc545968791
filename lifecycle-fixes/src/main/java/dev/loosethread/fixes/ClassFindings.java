package dev.loosethread.fixes;

import com.sun.source.tree.Tree;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The findings about one top-level class, which a plan may mend together. */
public final class ClassFindings {
  private final Map<String, List<Finding>> releasing = new HashMap<>();
  private final List<Finding> ofLocals = new ArrayList<>();
  private Map<Tree, List<Finding>> byBlock;

  public ClassFindings(List<Finding> findings) {
    for (Finding finding : findings) {
      String type = ReleasePlan.typeOf(finding.remedy());
      if (!type.isEmpty()) {
        releasing.computeIfAbsent(type, t -> new ArrayList<>()).add(finding);
      }
      if (finding.remedy() instanceof Remedy.ReleaseInFinally) {
        ofLocals.add(finding);
      }
    }
  }

  /** Those whose remedies release owners of one type. */
  List<Finding> releasing(String type) {
    return releasing.getOrDefault(type, List.of());
  }

  /**
   * Those whose remedies release a variable of one block at its end.
   *
   * @param blockOf the block of a finding, the same for each that asks; null if it has none
   */
  List<Finding> releasingIn(Tree block, Function<Finding, Tree> blockOf) {
    if (byBlock == null) {
      byBlock = new IdentityHashMap<>();
      for (Finding finding : ofLocals) {
        byBlock.computeIfAbsent(blockOf.apply(finding), b -> new ArrayList<>()).add(finding);
      }
    }
    return byBlock.getOrDefault(block, List.of());
  }
}
