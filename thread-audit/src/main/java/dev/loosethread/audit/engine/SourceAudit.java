package dev.loosethread.audit.engine;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import com.sun.tools.javac.api.JavacTaskImpl;
import dev.loosethread.audit.engine.AuditResult.FixedFile;
import dev.loosethread.audit.engine.AuditResult.Reading;
import dev.loosethread.audit.text.VisibleText;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.rules.FactsIndex;
import dev.loosethread.model.rules.Finding;
import dev.loosethread.model.rules.LaunchAudit;
import dev.loosethread.model.rules.RuleBook;
import dev.loosethread.source.SourceFrontEnd;
import dev.loosethread.source.TreeSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

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

  SourceAudit(AuditOptions options, AuditResult result, Problems problems) {
    this.options = options;
    this.result = result;
    this.problems = problems;
  }

  /** The errors that javac has about each file. */
  private static final class Errors implements DiagnosticListener<JavaFileObject> {
    private final Map<String, Diagnostic<? extends JavaFileObject>> first = new LinkedHashMap<>();
    private final Map<String, Diagnostic<? extends JavaFileObject>> unresolved =
        new LinkedHashMap<>();
    private boolean isParsing = true;

    @Override
    public void report(Diagnostic<? extends JavaFileObject> diagnostic) {
      if (diagnostic.getKind() != Diagnostic.Kind.ERROR || diagnostic.getSource() == null) {
        return;
      }
      String file = diagnostic.getSource().getName();
      if (isParsing) {
        first.putIfAbsent(file, diagnostic);
      } else {
        unresolved.putIfAbsent(file, diagnostic);
      }
    }
  }

  /** The compiler of the running JDK, or null if this is none. */
  static JavaCompiler compiler() {
    return ToolProvider.getSystemJavaCompiler();
  }

  void audit(SourceSet set, List<Path> batch) {
    Errors errors = new Errors();
    JavaCompiler compiler = compiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(errors, Locale.ROOT, set.encoding())) {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, set.classPath());
      files.setLocationFromPaths(StandardLocation.SOURCE_PATH, set.sourcePath());
      files.setLocationFromPaths(StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of());
      auditSafely(set, parsed(set, batch, compiler, files, errors), compiler, files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses all files, says which can not be, and returns those that may launch a thread. */
  private List<JavaFileObject> parsed(
      SourceSet set,
      List<Path> batch,
      JavaCompiler compiler,
      StandardJavaFileManager files,
      Errors errors)
      throws IOException {
    List<JavaFileObject> readable = new ArrayList<>();
    for (JavaFileObject file : files.getJavaFileObjectsFromPaths(batch)) {
      try {
        long lines = file.getCharContent(true).chars().filter(c -> c == '\n').count();
        result.count(Reading.WITHOUT_LAUNCHES, lines);
        readable.add(file);
      } catch (IOException e) {
        result.count(Reading.FAILED, 0);
        problems.add(options.shown(Path.of(file.getName())) + ": can not be read");
        result.done(set.module(), 1, 0);
      }
    }
    if (readable.isEmpty()) {
      return List.of();
    }
    task(set, compiler, files, errors, readable).parse();
    List<JavaFileObject> launching = new ArrayList<>();
    for (JavaFileObject file : readable) {
      Diagnostic<? extends JavaFileObject> error = errors.first.get(file.getName());
      if (error != null) {
        result.recount(Reading.WITHOUT_LAUNCHES, Reading.FAILED);
        String place = located(Path.of(file.getName()), error);
        problems.add(place.replaceFirst(":(\\d+): ", ":$1: does not parse: "));
        result.done(set.module(), 1, 0);
      } else if (options.catalogue().mayLaunch(file.getCharContent(true))) {
        launching.add(file);
      } else {
        result.done(set.module(), 1, 0);
      }
    }
    return launching;
  }

  private String located(Path file, Diagnostic<? extends JavaFileObject> error) {
    String message = error.getMessage(Locale.ROOT).lines().findFirst().orElse("");
    return options.shown(file) + ":" + error.getLineNumber() + ": " + VisibleText.of(message);
  }

  private static JavacTaskImpl task(
      SourceSet set,
      JavaCompiler compiler,
      StandardJavaFileManager files,
      DiagnosticListener<JavaFileObject> errors,
      List<JavaFileObject> sources) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-encoding",
                set.encoding().name(),
                "-implicit:none",
                "-nowarn",
                "-Xlint:none",
                "-Xmaxerrs",
                "1000000",
                // Nothing is asked of flow analysis or of what comes after it.
                "--should-stop=ifError=ATTR",
                "--should-stop=ifNoError=ATTR"));
    if (set.level() > 0) {
      flags.addAll(List.of("-source", Integer.toString(set.level())));
    }
    // A crash of javac's is ours to tell, in a line.
    return (JavacTaskImpl)
        compiler.getTask(Writer.nullWriter(), files, errors, flags, null, sources);
  }

  /** javac fails on some code with missing types: then the files are tried in halves. */
  private void auditSafely(
      SourceSet set,
      List<JavaFileObject> sources,
      JavaCompiler compiler,
      StandardJavaFileManager files)
      throws IOException {
    if (sources.isEmpty()) {
      return;
    }
    try {
      audit(set, sources, compiler, files);
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      if (options.isStrict()) {
        throw e;
      }
      if (sources.size() == 1) {
        failed(Path.of(sources.get(0).getName()), e);
        result.done(set.module(), 1, 0);
      } else {
        int half = sources.size() / 2;
        auditSafely(set, sources.subList(0, half), compiler, files);
        auditSafely(set, sources.subList(half, sources.size()), compiler, files);
      }
    }
  }

  private void failed(Path file, Throwable e) {
    result.recount(Reading.WITHOUT_LAUNCHES, Reading.FAILED);
    problems.add(options.shown(file) + ": could not be analysed: " + e);
  }

  /** Fails before the first file is audited or not at all, unless it is strict. */
  private void audit(
      SourceSet set,
      List<JavaFileObject> sources,
      JavaCompiler compiler,
      StandardJavaFileManager files)
      throws IOException {
    Errors errors = new Errors();
    JavacTaskImpl task = task(set, compiler, files, errors, sources);
    InvisibleSymbols.ignoreIn(task.getContext());
    List<CompilationUnitTree> units = new ArrayList<>();
    task.parse().forEach(units::add);
    if (units.size() < sources.size()) {
      // It keeps an exception to itself.
      throw new IllegalStateException("the compiler failed");
    }
    errors.isParsing = false;
    task.enter();
    Trees trees = Trees.instance(task);
    Set<Element> attributed = new HashSet<>();
    SourceFrontEnd frontEnd =
        SourceFrontEnd.of(
            trees, task.getElements(), type -> attribute(task, List.of(type), attributed));
    for (CompilationUnitTree unit : units) {
      Path file = Path.of(unit.getSourceFile().getName());
      int found = 0;
      try {
        attribute(task, types(unit, trees), attributed);
        Diagnostic<? extends JavaFileObject> lack =
            errors.unresolved.get(unit.getSourceFile().getName());
        found = audit(set, file, unit, frontEnd, task, lack == null);
        if (lack == null) {
          result.recount(Reading.WITHOUT_LAUNCHES, Reading.FULL_TYPES);
        } else {
          result.recount(Reading.WITHOUT_LAUNCHES, Reading.INCOMPLETE_TYPES);
          result.addIncomplete(located(file, lack));
        }
      } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
        // javac itself may fail on broken code.
        if (options.isStrict()) {
          throw e;
        }
        failed(file, e);
      }
      frontEnd.forget();
      result.done(set.module(), 1, found);
    }
  }

  private static List<Element> types(CompilationUnitTree unit, Trees trees) {
    List<Element> types = new ArrayList<>();
    for (Tree declaration : unit.getTypeDecls()) {
      if (declaration instanceof ClassTree type) {
        Element element = trees.getElement(TreePath.getPath(unit, type));
        if (element instanceof TypeElement) {
          types.add(element);
        }
      }
    }
    return types;
  }

  private static void attribute(
      JavacTaskImpl task, List<? extends Element> types, Set<Element> attributed) {
    List<Element> fresh = new ArrayList<>();
    for (Element type : types) {
      if (attributed.add(type)) {
        fresh.add(type);
      }
    }
    if (!fresh.isEmpty()) {
      task.analyze(fresh);
    }
  }

  /** Returns how many findings there are. */
  private int audit(
      SourceSet set,
      Path file,
      CompilationUnitTree unit,
      SourceFrontEnd frontEnd,
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
        FactsIndex index = new FactsIndex(facts, options.catalogue());
        List<Finding> findings = unsuppressed(RuleBook.findings(index, options.patterns()), unit);
        found += findings.size();
        if (isWhole) {
          fixes.add(facts, findings, task.getContext(), options::isForPatch);
        }
        RowMaker maker =
            new RowMaker(options.name(file), set.module(), set.isTest(), facts.name(), lines)
                .locating(Trees.instance(task).getSourcePositions());
        LaunchAudit.of(index, findings).forEach(l -> rows.add(maker.row(l, fixes)));
      }
    }
    result.add(rows);
    String after = fixes.after();
    if (!after.equals(text)) {
      result.add(new FixedFile(file, options.name(file), set.encoding(), text, after));
    }
    return found;
  }

  private List<Finding> unsuppressed(List<Finding> findings, CompilationUnitTree unit) {
    List<Finding> left = new ArrayList<>();
    for (Finding finding : findings) {
      TreePath path =
          finding.site() instanceof TreeSite site ? TreePath.getPath(unit, site.tree()) : null;
      if (!Suppressions.suppress(path, finding.pattern().patternName())) {
        left.add(finding);
      }
    }
    result.countSuppressed(findings.size() - left.size());
    return left;
  }
}
