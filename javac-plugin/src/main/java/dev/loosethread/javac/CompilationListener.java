package dev.loosethread.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Waits until javac has analysed its first class, and then judges all compilation units.
 *
 * <p>By default javac takes each class from attribution to its class file before it looks at the
 * next one, and rewrites its tree on the way. So the first class to be analysed is the last moment
 * at which all trees are as they were written. Annotation processors are done by then.
 */
final class CompilationListener implements TaskListener {
  private final JavacTask task;
  private final Trees trees;
  private final String[] given;
  private final Map<URI, CompilationUnitTree> waiting = new LinkedHashMap<>();
  private final Set<TypeElement> compiled = new HashSet<>();

  /** Made when it is needed, and null before. */
  private @Nullable UnitJudge judge;

  private boolean isBroken;

  CompilationListener(JavacTask task, String... arguments) {
    this.task = task;
    this.trees = Trees.instance(task);
    this.given = arguments.clone();
  }

  @Override
  public void finished(TaskEvent event) {
    if (isBroken) {
      return;
    }
    if (event.getKind() == TaskEvent.Kind.ENTER && event.getCompilationUnit() != null) {
      // A unit comes again after each round of annotation processing.
      CompilationUnitTree unit = event.getCompilationUnit();
      waiting.put(unit.getSourceFile().toUri(), unit);
    } else if (event.getKind() == TaskEvent.Kind.ANALYZE) {
      judgeWaiting(event.getTypeElement());
    }
  }

  private void judgeWaiting(TypeElement analysed) {
    // Both attributing and judging may bring in more sources from the source path.
    while (!waiting.isEmpty() && !isBroken) {
      CompilationUnitTree any = waiting.values().iterator().next();
      if (judge == null) {
        judge = judge(any);
      }
      UnitJudge judging = judge;
      if (judging != null) {
        List<CompilationUnitTree> ofInterest = attributed(judging);
        judging.checkUserTypes(any);
        ofInterest.forEach(judging::judge);
      }
    }
    if (analysed != null) {
      // Nobody may read its tree after this.
      compiled.add(analysed);
    }
  }

  /**
   * Takes all units that wait, and returns those that are of interest. If there is one, javac is
   * made to attribute all units.
   */
  private List<CompilationUnitTree> attributed(UnitJudge judging) {
    List<CompilationUnitTree> units = new ArrayList<>();
    List<CompilationUnitTree> ofInterest = new ArrayList<>();
    while (!waiting.isEmpty()) {
      List<CompilationUnitTree> next = List.copyOf(waiting.values());
      waiting.clear();
      units.addAll(next);
      next.forEach(judging::add);
      next.stream().filter(judging::mayConcern).forEach(ofInterest::add);
      if (!ofInterest.isEmpty()) {
        units.forEach(judging::attribute);
      }
    }
    return ofInterest;
  }

  /** The judge, or null after saying which argument makes no sense. */
  private @Nullable UnitJudge judge(CompilationUnitTree unit) {
    try {
      Arguments arguments = Arguments.parse(given);
      return new UnitJudge(task, arguments, arguments.catalogue(), compiled);
    } catch (BadArgument e) {
      isBroken = true;
      trees.printMessage(Diagnostic.Kind.ERROR, e.getMessage(), unit, unit);
      return null;
    }
  }
}
