package dev.loosethread.audit.engine;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import com.sun.tools.javac.api.JavacTaskImpl;
import dev.loosethread.audit.engine.AuditResult.FixedFile;
import dev.loosethread.audit.engine.AuditResult.Reading;
import dev.loosethread.audit.launches.LaunchJudge;
import dev.loosethread.audit.text.VisibleText;
import dev.loosethread.fixes.text.UnitIndex;
import dev.loosethread.model.engine.ClassJudgement;
import dev.loosethread.model.engine.ClassJudgement.Judged;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.source.SourceFrontEnd;
import dev.loosethread.source.Suppressions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Audits a batch of source files with one run of javac, which is then forgotten.
 *
 * <p>Only what may launch a thread is attributed; what it refers to comes from the source path or
 * class path on demand. What does not resolve is left unresolved.
 */
final class SourceAudit {
  private final AuditOptions options;
  private final AuditResult result;
  private final Problems problems;
  private final Hints hints;
  private final CallerFiles callers;

  /**
   * @param callers of the whole set
   */
  SourceAudit(
      AuditOptions options,
      AuditResult result,
      Problems problems,
      Hints hints,
      CallerFiles callers) {
    this.callers = callers;
    this.hints = hints;
    this.options = options;
    this.result = result;
    this.problems = problems;
  }

  void audit(SourceSet set, List<Path> batch) {
    try (JavacRuns runs = new JavacRuns(set)) {
      auditSafely(set, parsed(set, batch, runs), runs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses all files, says which cannot be, and returns those that may launch a thread. */
  private List<JavaFileObject> parsed(SourceSet set, List<Path> batch, JavacRuns runs)
      throws IOException {
    JavacErrors errors = new JavacErrors();
    List<JavaFileObject> launching = new ArrayList<>();
    for (JavaFileObject file : parsedToTheirEnds(readable(set, batch, runs), errors, runs)) {
      Diagnostic<? extends JavaFileObject> error = errors.ofSyntax(file);
      if (error != null) {
        result.recount(Reading.WITHOUT_LAUNCHES, Reading.FAILED);
        String place = located(Path.of(file.getName()), error);
        problems.add(place.replaceFirst(":(\\d+): ", ":$1: does not parse: "));
        result.done(runs.module(), 1, 0);
        hint(set, file, error);
      } else if (options.catalogue().mayLaunch(file.getCharContent(true))) {
        launching.add(file);
      } else {
        result.done(runs.module(), 1, 0);
      }
    }
    return launching;
  }

  private void hint(SourceSet set, JavaFileObject file, Diagnostic<? extends JavaFileObject> error)
      throws IOException {
    String line =
        file.getCharContent(true)
            .toString()
            .lines()
            .skip(Math.max(0, error.getLineNumber() - 1))
            .findFirst()
            .orElse("");
    NewerSyntax.neededBy(error, line, Runtime.version().feature())
        .ifPresent(release -> hints.needs(release, set.level()));
  }

  private List<JavaFileObject> readable(SourceSet set, List<Path> batch, JavacRuns runs) {
    List<JavaFileObject> readable = new ArrayList<>();
    for (JavaFileObject file : runs.files().getJavaFileObjectsFromPaths(batch)) {
      try {
        Decoded text = Decoded.read(Path.of(file.getName()), set.encoding());
        if (text.isWhole()) {
          result.count(Reading.WITHOUT_LAUNCHES, text.lineBreaks());
          readable.add(file);
        } else {
          result.count(Reading.FAILED, text.lineBreaks());
          problems.add(
              shown(file) + ":" + (text.lineBreaks() + 1) + ": not in " + set.encoding().name());
          hints.isNotIn(set.encoding().name());
        }
      } catch (IOException e) {
        result.count(Reading.FAILED, 0);
        problems.add(options.shown(Path.of(file.getName())) + ": cannot be read");
        result.done(runs.module(), 1, 0);
      }
    }
    return readable;
  }

  /** Parses the files, and reports and skips those that crash javac. */
  private List<JavaFileObject> parsedToTheirEnds(
      List<JavaFileObject> files, JavacErrors errors, JavacRuns runs) {
    List<JavaFileObject> done = new ArrayList<>();
    List<JavaFileObject> left = files;
    while (!left.isEmpty()) {
      try {
        JavacRuns.parse(runs.task(left, errors));
        done.addAll(left);
        break;
      } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
        rethrowIfStrict(e);
        JavaFileObject culprit = runs.parsing() == null ? left.get(0) : runs.parsing();
        failed(culprit, e, runs);
        left.stream().filter(runs::hasParsed).forEach(done::add);
        left = left.stream().filter(f -> !runs.hasParsed(f) && !f.equals(culprit)).toList();
      }
    }
    return done;
  }

  private String located(Path file, Diagnostic<? extends JavaFileObject> error) {
    String message = error.getMessage(Locale.ROOT).lines().findFirst().orElse("");
    return options.shown(file) + ":" + error.getLineNumber() + ": " + VisibleText.of(message);
  }

  /** javac fails on some code with missing types: then the files are tried in halves. */
  private void auditSafely(SourceSet set, List<JavaFileObject> sources, JavacRuns runs)
      throws IOException {
    List<JavaFileObject> left = sources;
    try {
      while (!left.isEmpty()) {
        left = audit(set, left, runs);
      }
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      rethrowIfStrict(e);
      if (left.size() == 1) {
        failed(left.get(0), e, runs);
      } else {
        int half = left.size() / 2;
        auditSafely(set, left.subList(0, half), runs);
        auditSafely(set, left.subList(half, left.size()), runs);
      }
    }
  }

  /** A stack overflow on deeply nested code is not a defect of the audit. */
  private void rethrowIfStrict(Throwable e) {
    if (options.isStrict() && !(e instanceof StackOverflowError)) {
      if (e instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e;
    }
  }

  private void failed(JavaFileObject file, Throwable e, JavacRuns runs) {
    if (e instanceof StackOverflowError) {
      tooDeep(file, runs);
    } else {
      result.recount(Reading.WITHOUT_LAUNCHES, Reading.FAILED);
      problems.add(shown(file) + ": could not be analysed: " + e);
      result.done(runs.module(), 1, 0);
    }
  }

  private void tooDeep(JavaFileObject file, JavacRuns runs) {
    runs.hide(file);
    result.recount(Reading.WITHOUT_LAUNCHES, Reading.FAILED);
    problems.add(shown(file) + ": nested too deep to be analysed");
    result.done(runs.module(), 1, 0);
  }

  private String shown(JavaFileObject file) {
    return options.shown(Path.of(file.getName()));
  }

  /**
   * Fails before the first file is audited or not at all, unless it is strict.
   *
   * @return the files that another run has to audit, since a stack overflowed
   */
  private List<JavaFileObject> audit(SourceSet set, List<JavaFileObject> sources, JavacRuns runs)
      throws IOException {
    JavacErrors errors = new JavacErrors();
    JavacTaskImpl task = runs.task(sources, errors);
    InvisibleSymbols.ignoreIn(task.getContext());
    List<CompilationUnitTree> units = JavacRuns.parse(task);
    if (units.size() < sources.size()) {
      // The task does not report an exception.
      throw new IllegalStateException("the compiler failed");
    }
    errors.endOfParsing();
    try {
      task.enter();
    } catch (StackOverflowError e) {
      if (runs.parsing() != null && runs.hide(runs.parsing())) {
        // Another file of the source path, which these can do without.
        return sources;
      }
      throw e;
    }
    Trees trees = Trees.instance(task);
    Attribution attribution = new Attribution(task, trees);
    SourceFrontEnd frontEnd =
        SourceFrontEnd.of(
            trees,
            task.getElements(),
            attribution::canBeRead,
            new SourcePathClasses(callers, task.getElements()));
    ClassJudgement judgement = new ClassJudgement(options.catalogue(), options.patterns());
    for (int i = 0; i < units.size(); i++) {
      CompilationUnitTree unit = units.get(i);
      try {
        attribution.attribute(unit);
        Diagnostic<? extends JavaFileObject> lack = lack(unit, errors, trees);
        Path file = Path.of(unit.getSourceFile().getName());
        // What an annotation that is not there asks for is unknown too: such a file stays as it is.
        boolean isWhole = errors.ofTypes(unit.getSourceFile()).isEmpty();
        int found = audit(set, file, unit, frontEnd, judgement, task, isWhole);
        if (lack == null) {
          result.recount(Reading.WITHOUT_LAUNCHES, Reading.FULL_TYPES);
        } else {
          result.recount(Reading.WITHOUT_LAUNCHES, Reading.INCOMPLETE_TYPES);
          result.addIncomplete(located(file, lack));
          hints.misses(errors.missingPackages(unit.getSourceFile()));
          NewerSyntax.neededBy(lack, "", Runtime.version().feature())
              .ifPresent(release -> hints.needs(release, set.level()));
        }
        result.done(runs.module(), 1, found);
      } catch (StackOverflowError e) {
        return afterOverflow(sources, i, attribution.file(), runs);
      } catch (RuntimeException | LinkageError | AssertionError e) {
        // javac itself may fail on broken code.
        rethrowIfStrict(e);
        failed(sources.get(i), e, runs);
      }
      frontEnd.forget();
      judgement.forget();
    }
    return List.of();
  }

  private static Diagnostic<? extends JavaFileObject> lack(
      CompilationUnitTree unit, JavacErrors errors, Trees trees) {
    List<Diagnostic<? extends JavaFileObject>> all = errors.ofTypes(unit.getSourceFile());
    return all.isEmpty()
        ? null
        : new MissingTypes(unit, trees.getSourcePositions()).firstOf(all).orElse(null);
  }

  /** Reports the file that caused a crash, and continues without it. */
  private List<JavaFileObject> afterOverflow(
      List<JavaFileObject> sources, int at, JavaFileObject attributed, JavacRuns runs) {
    JavaFileObject own = sources.get(at);
    List<JavaFileObject> left = new ArrayList<>(sources.subList(at, sources.size()));
    JavaFileObject deep = runs.parsing() != null ? runs.parsing() : attributed;
    if (deep == null || (!deep.equals(own) && !left.contains(deep) && !runs.hide(deep))) {
      deep = own;
    }
    if (left.remove(deep)) {
      tooDeep(deep, runs);
    }
    return left;
  }

  /** Returns how many findings there are. */
  private int audit(
      SourceSet set,
      Path file,
      CompilationUnitTree unit,
      SourceFrontEnd frontEnd,
      ClassJudgement judgement,
      JavacTaskImpl task,
      boolean isWhole)
      throws IOException {
    String text = unit.getSourceFile().getCharContent(true).toString();
    List<String> lines = text.lines().toList();
    FixTexts fixes = new FixTexts(unit, text);
    List<Row> rows = new ArrayList<>();
    int found = 0;
    for (Tree declaration : unit.getTypeDecls()) {
      if (declaration instanceof ClassTree type) {
        ClassFacts facts = frontEnd.read(unit, type);
        Judged judged = judgement.judge(facts, finding -> isSuppressed(finding, unit, task));
        List<Finding> findings = judged.findings();
        result.countSuppressed(judged.suppressed());
        found += findings.size();
        Part part = set.partOf(facts.name());
        // A copy is mended where it comes from.
        if (isWhole && part != Part.VENDORED) {
          fixes.add(facts, findings, task.getContext(), options::isForPatch);
        }
        RowMaker maker =
            new RowMaker(options.name(file), set.module(), part, facts.name(), lines)
                .locating(Trees.instance(task).getSourcePositions());
        LaunchJudge.of(judged.index(), findings).forEach(l -> rows.add(maker.row(l, fixes)));
      }
    }
    result.add(rows);
    String after = fixes.after();
    if (!after.equals(text)) {
      result.add(new FixedFile(file, options.name(file), set.encoding(), text, after));
    }
    return found;
  }

  private static boolean isSuppressed(
      Finding finding, CompilationUnitTree unit, JavacTaskImpl task) {
    TreePath path = UnitIndex.of(unit, task.getContext()).path(finding.site());
    return Suppressions.of(Trees.instance(task)).cover(path, finding.pattern().patternName());
  }
}
