package dev.loosethread.bench.fixes;

import dev.loosethread.audit.engine.AuditResult.FixedFile;
import dev.loosethread.bench.corpus.SourceText;
import dev.loosethread.bench.fixes.FixedLibrary.Found;
import dev.loosethread.bench.mutants.LibraryCompiler;
import dev.loosethread.bench.mutants.LibraryCompiler.CompileError;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Library;
import dev.loosethread.workbench.MavenResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs the tests of a project without and with all fixes. */
final class ProjectTests {
  private static final int MOST_ROUNDS = 12;
  private static final int REPETITIONS = 2;

  private static final Pattern TEST_CLASS = Pattern.compile("Test\\w*|\\w+(?:Test|Tests|TestCase)");
  private static final Pattern HAS_TESTS = Pattern.compile("@Test\\b|\\bextends\\s+\\w*Test");
  private static final Pattern IS_ABSTRACT =
      Pattern.compile("^public\\s+abstract\\s+class|^abstract\\s+class", Pattern.MULTILINE);

  /** What the console has itself, in a version that fits to it. */
  private static final Pattern OWN_JUNIT =
      Pattern.compile(
          ".*[/\\\\](?:junit-(?:jupiter|platform|vintage)[\\w.-]*|junit-4[\\w.-]*)\\.jar");

  private static final List<String> CONSOLE =
      List.of("org.junit.platform:junit-platform-console-standalone:1.14.4", "junit:junit:4.13.2");

  private static final String TEST_NG = "org.junit.support:testng-engine:1.1.0";

  private final TestedProject project;
  private final MavenResolver maven;
  private final Path work;
  private final int mostClasses;
  private final Duration limit;

  /**
   * @param work a folder for this run
   * @param mostClasses how many classes with tests are run
   * @param limit for each
   */
  ProjectTests(
      TestedProject project, MavenResolver maven, Path work, int mostClasses, Duration limit) {
    this.project = project;
    this.maven = maven;
    this.work = work;
    this.mostClasses = mostClasses;
    this.limit = limit;
  }

  FixedProject run(long seed) {
    try {
      return tested(seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FixedProject tested(long seed) throws IOException {
    Library main = project.main();
    say("looks for fixes");
    AuditedSources audited =
        AuditedSources.of(
            main.sourceFolder(), main.sources(), main.classPath(), main.sourceLevel());
    Map<String, FixedFile> fixes = new TreeMap<>();
    audited.fixed().forEach(file -> fixes.put(file.shownAs(), file));
    if (fixes.isEmpty()) {
      throw new Failure(project.name() + ": there is nothing to fix");
    }
    say("compiles %d files, %d of them changed".formatted(main.sources().size(), fixes.size()));
    Path before = work.resolve("main");
    List<Path> compiled = compile(main, List.of(), before);
    Path after = work.resolve("fixed");
    compileFixed(compiled, fixes, after);
    Path tests = work.resolve("tests");
    List<Path> testSources = compile(project.tests(), List.of(before), tests);
    List<String> classes = testClasses(testSources, fixes.keySet(), seed);
    List<String> chosen = classes.subList(0, Math.min(mostClasses, classes.size()));
    if (chosen.isEmpty()) {
      throw new Failure(project.name() + ": no class with tests compiles");
    }
    return compare(audited, fixes, before, after, tests, chosen, classes.size());
  }

  private void say(String what) {
    System.err.println("  " + project.name() + ": " + what);
  }

  private FixedProject compare(
      AuditedSources audited,
      Map<String, FixedFile> fixes,
      Path before,
      Path after,
      Path tests,
      List<String> chosen,
      int all)
      throws IOException {
    int passedBefore = 0;
    int notPassed = 0;
    int passedAfter = 0;
    int tooLong = 0;
    List<String> lost = new ArrayList<>();
    List<String> flaky = new ArrayList<>();
    Set<String> loaded = new HashSet<>();
    for (String testClass : chosen) {
      TestRun one = run(testClass, before, tests);
      if (!one.isComplete()) {
        say(testClass + ": did not end in time, and is left out");
        tooLong++;
        continue;
      }
      TestRun other = run(testClass, after, tests);
      say(
          "%s: %d passed, %d with the fixes"
              .formatted(testClass, one.passedTests(), other.passedTests()));
      loaded.addAll(other.loaded());
      List<String> missing = new ArrayList<>(one.lostIn(other));
      List<String> first = List.copyOf(missing);
      // What fails now and then says nothing of the fixes.
      for (int i = 0; i < REPETITIONS && !missing.isEmpty(); i++) {
        missing.retainAll(one.lostIn(run(testClass, after, tests)));
      }
      if (!missing.isEmpty()) {
        missing.removeAll(one.lostIn(run(testClass, before, tests)));
      }
      lost.addAll(missing);
      first.stream().filter(test -> !missing.contains(test)).forEach(flaky::add);
      passedBefore += one.passedTests();
      notPassed += one.notPassed();
      passedAfter += one.passedTests() - missing.size();
    }
    List<Found> fixed = audited.found().stream().filter(f -> f.fix().isThere()).toList();
    return new FixedProject(
        project.name(),
        fixed.size(),
        fixed.stream()
            .collect(Collectors.groupingBy(Found::pattern, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(count -> count.getKey() + " " + count.getValue())
            .toList(),
        List.copyOf(fixes.keySet()),
        (int) fixes.keySet().stream().filter(file -> loaded.contains(className(file))).count(),
        chosen.size() - tooLong,
        all,
        passedBefore,
        notPassed,
        passedAfter,
        lost,
        flaky);
  }

  private static String className(String file) {
    return file.substring(0, file.length() - ".java".length()).replace('/', '.');
  }

  /** Returns those of the sources that compile. */
  private List<Path> compile(Library library, List<Path> first, Path classes) throws IOException {
    List<Path> sources = new ArrayList<>(library.sources());
    try (LibraryCompiler compiler = compiler(library, first)) {
      for (int i = 0; i < MOST_ROUNDS && !sources.isEmpty(); i++) {
        List<CompileError> errors = compiler.errors(sources, classes);
        if (errors.isEmpty()) {
          return sources;
        }
        if (!sources.removeIf(s -> errors.stream().anyMatch(e -> s.equals(e.file())))) {
          throw failure("javac failed", errors);
        }
      }
    }
    throw new Failure(project.name() + ": its sources do not compile");
  }

  private LibraryCompiler compiler(Library library, List<Path> first) throws IOException {
    List<Path> classPath = new ArrayList<>(first);
    classPath.addAll(library.classPath());
    return new LibraryCompiler(
        new Library(
            library.coordinates(),
            library.sourceFolder(),
            library.sources(),
            classPath,
            Math.min(library.sourceLevel(), Runtime.version().feature())),
        Files.createDirectories(work.resolve("no-sources")));
  }

  private Failure failure(String what, List<CompileError> errors) {
    return new Failure(
        errors.stream()
            .map(
                e -> "%s:%d: %s".formatted(e.file(), e.line(), e.message().replaceAll("\\s+", " ")))
            .collect(Collectors.joining("; ", project.name() + ": " + what + ": ", "")));
  }

  private void compileFixed(List<Path> compiled, Map<String, FixedFile> fixes, Path classes)
      throws IOException {
    Library main = project.main();
    List<Path> sources = new ArrayList<>();
    for (Path source : compiled) {
      FixedFile fix = fixes.get(AuditedSources.name(main.sourceFolder(), source));
      if (fix == null) {
        sources.add(source);
      } else {
        Path target = work.resolve("changed").resolve(fix.shownAs());
        Files.createDirectories(target.getParent());
        sources.add(Files.writeString(target, fix.after(), fix.encoding()));
      }
    }
    try (LibraryCompiler compiler = compiler(main, List.of())) {
      List<CompileError> errors = compiler.errors(sources, classes);
      if (!errors.isEmpty()) {
        throw failure("it does not compile with the fixes", errors);
      }
    }
  }

  /** First those that name a changed class, then others by lot. */
  private List<String> testClasses(List<Path> sources, Set<String> changed, long seed) {
    Pattern named =
        Pattern.compile(
            changed.stream()
                .map(name -> name.replaceFirst(".*/", "").replace(".java", ""))
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "\\b(?:", ")\\b")));
    List<String> about = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Path source : sources) {
      String name = AuditedSources.name(project.tests().sourceFolder(), source);
      String simple = name.replaceFirst(".*/", "").replace(".java", "");
      String text = SourceText.read(source);
      if (TEST_CLASS.matcher(simple).matches()
          && HAS_TESTS.matcher(text).find()
          && !IS_ABSTRACT.matcher(text).find()) {
        boolean isAbout =
            named.matcher(text).find()
                || named.matcher(simple.replaceAll("Test(s|Case)?$", "")).find();
        (isAbout ? about : others).add(className(name));
      }
    }
    Collections.shuffle(about, new Random(seed));
    Collections.shuffle(others, new Random(seed));
    about.addAll(others);
    return about;
  }

  private TestRun run(String testClass, Path main, Path tests) throws IOException {
    List<Path> classPath = new ArrayList<>();
    classPath.add(tests);
    classPath.add(main);
    classPath.addAll(project.resources());
    List<Path> others =
        project.tests().classPath().stream()
            .filter(jar -> !OWN_JUNIT.matcher(jar.toString()).matches())
            .toList();
    classPath.addAll(others);
    boolean isTestNg =
        others.stream().anyMatch(jar -> jar.getFileName().toString().startsWith("testng-"));
    classPath.addAll(maven.classPath(CONSOLE));
    if (isTestNg) {
      maven.classPath(List.of(TEST_NG)).stream()
          .filter(jar -> jar.getFileName().toString().startsWith("testng-engine"))
          .forEach(classPath::add);
    }
    Path log = work.resolve(testClass + "-" + main.getFileName() + ".log");
    return TestRun.of(testClass, classPath, main, home(), log, limit);
  }

  /** A working folder with the files where tests look for them. */
  private Path home() throws IOException {
    Path home = work.resolve("home");
    if (!Files.exists(home)) {
      Files.createDirectories(home.resolve("target"));
      Files.createDirectories(home.resolve("src/test"));
      Files.createDirectories(home.resolve("src/main"));
      Path folder = project.tests().sourceFolder();
      List<Path> all = project.resources();
      Path resources = all.isEmpty() ? folder : all.get(all.size() - 1);
      Files.createSymbolicLink(home.resolve("src/test/java"), folder);
      Files.createSymbolicLink(home.resolve("src/test/resources"), resources);
      Files.createSymbolicLink(home.resolve("src/main/java"), project.main().sourceFolder());
      Files.createSymbolicLink(home.resolve("target/test-classes"), resources);
    }
    return home;
  }
}
