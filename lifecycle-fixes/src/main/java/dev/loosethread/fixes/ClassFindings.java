package dev.loosethread.fixes;

import dev.loosethread.model.rules.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The findings about one top-level class, which a plan may mend together. */
public final class ClassFindings {
  private final Map<String, List<Finding>> releasing = new HashMap<>();

  public ClassFindings(List<Finding> findings) {
    for (Finding finding : findings) {
      String type = ReleasePlan.typeOf(finding.remedy());
      if (!type.isEmpty()) {
        releasing.computeIfAbsent(type, t -> new ArrayList<>()).add(finding);
      }
    }
  }

  /** Those whose remedies release owners of one type. */
  List<Finding> releasing(String type) {
    return releasing.getOrDefault(type, List.of());
  }
}
