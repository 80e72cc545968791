package dev.loosethread.bench.corpus;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.errorprone.CodeTransformer;
import com.google.errorprone.ErrorProneOptions;
import com.google.errorprone.ErrorPronePlugins;
import com.google.errorprone.SubContext;
import com.google.errorprone.apply.DescriptionBasedDiff;
import com.google.errorprone.apply.ImportOrganizer;
import com.google.errorprone.apply.SourceFile;
import com.google.errorprone.fixes.Fix;
import com.google.errorprone.matchers.Description;
import com.google.errorprone.scanner.ErrorProneScannerTransformer;
import com.google.errorprone.scanner.ScannerSupplier;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.api.BasicJavacTask;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaFileObject;

/**
 * A plugin of javac that runs Error Prone's checks as Error Prone's own plugin does, and prints a
 * line for each finding. Error Prone itself shows no more than the beginning of a fix.
 */
public final class FindingsPlugin implements Plugin {
  static final String NAME = "LoosethreadFindings";

  /** Begins each line that is a finding. */
  static final String MARK = "\u0002";

  @Override
  public String getName() {
    return NAME;
  }

  /**
   * @param arguments flags of Error Prone
   */
  @Override
  public void init(JavacTask task, String... arguments) {
    Context context = ((BasicJavacTask) task).getContext();
    task.addTaskListener(new Checks(context, ErrorProneOptions.processArgs(arguments)));
  }

  /** Runs the checks on each file as soon as javac is done with all of its classes. */
  private static final class Checks implements TaskListener {
    private final Context context;
    private final ErrorProneOptions options;
    private final Supplier<CodeTransformer> checks;
    private final Map<CompilationUnitTree, Integer> analysed = new IdentityHashMap<>();

    Checks(Context context, ErrorProneOptions options) {
      this.context = context;
      this.options = options;
      // What is on the processor path is known only when javac has begun.
      checks =
          Suppliers.memoize(
              () ->
                  ErrorProneScannerTransformer.create(
                      ErrorPronePlugins.loadPlugins(
                              ScannerSupplier.fromBugCheckerClasses(List.of()), context)
                          .applyOverrides(options)
                          .get()));
    }

    @Override
    public void finished(TaskEvent event) {
      Log log = Log.instance(context);
      if (event.getKind() != TaskEvent.Kind.ANALYZE || log.nerrors > 0) {
        return;
      }
      CompilationUnitTree unit = event.getCompilationUnit();
      long classes = unit.getTypeDecls().stream().filter(ClassTree.class::isInstance).count();
      if (analysed.merge(unit, 1, Integer::sum) < classes) {
        return;
      }
      SubContext own = new SubContext(context);
      own.put(ErrorProneOptions.class, options);
      JavaFileObject before = log.useSource(unit.getSourceFile());
      try {
        checks
            .get()
            .apply(new TreePath(unit), own, found -> System.err.println(MARK + line(unit, found)));
      } finally {
        log.useSource(before);
      }
    }
  }

  private static String line(CompilationUnitTree unit, Description found) {
    List<Object> columns = new ArrayList<>();
    columns.add(found.checkName);
    columns.add(
        Path.of(unit.getSourceFile().toUri())
            + ":"
            + unit.getLineMap().getLineNumber(found.position.getPreferredPosition()));
    columns.add(found.severity());
    columns.add(found.getMessageWithoutCheckName());
    for (Fix fix : found.fixes) {
      String diff = diff((JCCompilationUnit) unit, fix);
      columns.add(Checksum.of(diff.getBytes(StandardCharsets.UTF_8)));
      columns.add(diff);
    }
    return FactLine.of(columns.toArray());
  }

  /** Returns the hunks of a unified diff. */
  private static String diff(JCCompilationUnit unit, Fix fix) {
    try {
      SourceFile file = SourceFile.create(unit.getSourceFile());
      List<String> before = file.getSourceText().lines().toList();
      DescriptionBasedDiff diff =
          DescriptionBasedDiff.createIgnoringOverlaps(unit, ImportOrganizer.STATIC_FIRST_ORGANIZER);
      diff.handleFix(fix);
      diff.applyDifferences(file);
      List<String> after = file.getSourceText().lines().toList();
      List<String> lines =
          UnifiedDiffUtils.generateUnifiedDiff("", "", before, DiffUtils.diff(before, after), 0);
      // Without the names of the files.
      return String.join("\n", lines.subList(Math.min(2, lines.size()), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
