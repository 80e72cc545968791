package dev.loosethread.audit.launches;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.ListsById;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The findings of a class, by where they stand. */
final class PlacedFindings {
  private final Map<Finding, Integer> order = new HashMap<>();
  private final Map<Site, List<Finding>> bySite = new HashMap<>();
  private final ListsById<Finding> byBody = new ListsById<>();
  private final ListsById<Finding> byStarted = new ListsById<>();

  /**
   * @param places which code each site stands in
   */
  PlacedFindings(ClassIndex index, List<Finding> findings, Map<Site, Body> places) {
    for (Finding finding : findings) {
      order.putIfAbsent(finding, order.size());
      bySite.computeIfAbsent(finding.site(), s -> new ArrayList<>(2)).add(finding);
      Body place = places.get(finding.site());
      if (place != null) {
        byBody.add(place.id(), finding);
        if (LaunchJudge.isOfStart(finding)) {
          index.reach(place).stream().forEach(id -> byStarted.add(id, finding));
        }
      }
    }
  }

  List<Finding> at(Site site) {
    return bySite.getOrDefault(site, List.of());
  }

  List<Finding> in(Body body) {
    return byBody.get(body.id());
  }

  /** Those about methods that run this code. */
  List<Finding> ofStartsOf(Body body) {
    return byStarted.get(body.id());
  }

  /** As they were given. */
  Comparator<Finding> inTheirOrder() {
    return Comparator.comparing(order::get);
  }
}
