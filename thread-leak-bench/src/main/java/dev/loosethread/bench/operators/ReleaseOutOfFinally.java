package dev.loosethread.bench.operators;

import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** An owner that was ended whatever happened is ended only if nothing is thrown. */
final class ReleaseOutOfFinally implements Operator {
  @Override
  public String name() {
    return "release-out-of-finally";
  }

  @Override
  public Set<String> fitting() {
    return Fitting.FIELD_OR_LOCAL;
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    Releases releases = new Releases(unit, Handle.OWNER);
    Map<Tree, List<Release>> byStatement = new LinkedHashMap<>();
    Map<Tree, TreePath> paths = new LinkedHashMap<>();
    for (Release release : releases.all()) {
      if (release.isCertain()) {
        Unfinally.finallyOf(release.path())
            .ifPresent(
                path -> {
                  paths.put(path.getLeaf(), path);
                  byStatement.computeIfAbsent(path.getLeaf(), s -> new ArrayList<>()).add(release);
                });
      }
    }
    InOrder found = new InOrder();
    byStatement.forEach(
        (statement, all) -> {
          Anchors anchors = new Anchors(unit, releases.declarations());
          all.forEach(release -> anchors.variable(release.variable()));
          Tree block = ((TryTree) statement).getFinallyBlock();
          found.add(
              new Candidate(
                  unit.start(block),
                  "finally { " + new Removal(unit).text(all) + " }",
                  new Unfinally(unit).variants(paths.get(statement)),
                  anchors.releases(all).tree(block).lines()));
        });
    found.tell(candidates);
  }
}
