package dev.loosethread.audit.targets;

import dev.loosethread.audit.engine.ClassSet;
import dev.loosethread.audit.engine.Problems;
import dev.loosethread.audit.engine.SourceSet;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds out what the targets on a command line are, and what there is to audit in them. */
public final class Targets {
  private static final Pattern COORDINATES =
      Pattern.compile("[A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+:[A-Za-z0-9_.+-]+");

  private final List<SourceSet> sources = new ArrayList<>();
  private final List<ClassSet> classes = new ArrayList<>();
  private final List<Path> roots = new ArrayList<>();
  private final List<Path> named = new ArrayList<>();
  private final List<Path> unpacked = new ArrayList<>();
  private final Problems problems;
  private final Maven maven;
  private final Predicate<Path> isWanted;
  private final Charset encoding;

  /**
   * @param problems gets a line for each target that is none
   * @param isWanted whether a file is to be audited at all
   * @param encoding of the sources, or null for what a project says, else UTF-8
   */
  public Targets(Problems problems, Maven maven, Predicate<Path> isWanted, Charset encoding) {
    this.encoding = encoding;
    this.problems = problems;
    this.maven = maven;
    this.isWanted = isWanted;
  }

  /** Those of these targets that may be one; what is none is told before anything is read. */
  public List<String> existing(List<String> targets) {
    return targets.stream().filter(this::isThere).toList();
  }

  private boolean isThere(String target) {
    Path path = path(target);
    boolean isThere = (path != null && Files.exists(path)) || COORDINATES.matcher(target).matches();
    if (!isThere) {
      problems.add(target + ": no such file or folder");
    }
    return isThere;
  }

  /** Adds what is in one target: a folder, a pom, a jar, or coordinates of a published library. */
  public void add(String target) {
    try {
      resolve(target);
    } catch (RuntimeException e) {
      // Broken settings, an unreadable folder: the other targets do not suffer from it.
      problems.add(target + ": cannot be read: " + Problems.reason(e));
    }
  }

  private void resolve(String target) {
    Path path = path(target);
    if (path != null && Files.isDirectory(path)) {
      roots.add(path);
      named.add(path);
      addFolder(path, target);
    } else if (path != null && Files.isRegularFile(path)) {
      addFile(path, target);
    } else if (COORDINATES.matcher(target).matches()) {
      PublishedLibrary library = new PublishedLibrary(maven, problems);
      library.resolve(target);
      sources.addAll(wanted(library.sources()));
      library.classes().forEach(set -> classes.add(set.only(isWanted)));
      unpacked.addAll(library.roots());
    } else {
      problems.add(target + ": no such file or folder");
    }
  }

  private static Path path(String target) {
    try {
      return Path.of(target);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private void addFolder(Path folder, String target) {
    List<SourceSet> found = List.of();
    Path pom = folder.resolve("pom.xml");
    if (Files.isRegularFile(pom)) {
      found = new MavenProject(maven, problems).read(pom);
    }
    if (found.isEmpty()) {
      found = new SourceFolder(problems).read(folder);
    }
    if (found.isEmpty()) {
      problems.add(target + ": no Java sources in it");
    }
    addProject(found);
  }

  private void addProject(List<SourceSet> found) {
    wanted(found).forEach(set -> sources.add(set.withVendored(VendoredCode.byName())));
  }

  private void addFile(Path file, String target) {
    String name = file.getFileName().toString();
    if (name.endsWith(".jar") || name.endsWith(".war") || name.endsWith(".zip")) {
      classes.add(
          new ClassSet(name, List.of(file), List.of())
              .only(isWanted)
              .withVendored(VendoredCode.of(file)));
    } else if (name.equals("pom.xml")) {
      roots.add(file.toAbsolutePath().getParent());
      named.add(file.toAbsolutePath().getParent());
      addProject(new MavenProject(maven, problems).read(file));
    } else if (name.endsWith(".java")) {
      named.add(file);
      addProject(new SourceFolder(problems).readFile(file));
    } else {
      problems.add(target + ": neither a folder, a pom.xml, a Java source nor a jar");
    }
  }

  private List<SourceSet> wanted(List<SourceSet> sets) {
    List<SourceSet> wanted = new ArrayList<>();
    for (SourceSet set : sets) {
      List<Path> files =
          set.files().stream()
              .filter(isWanted)
              .filter(file -> SourceFile.isOne(file, problems))
              .toList();
      if (!files.isEmpty()) {
        SourceSet some = set.withFiles(files);
        wanted.add(encoding == null ? some : some.withEncoding(encoding));
      }
    }
    return wanted;
  }

  public List<SourceSet> sources() {
    return sources;
  }

  public List<ClassSet> classes() {
    return classes;
  }

  /** The folders that libraries were unpacked in. */
  public List<Path> unpacked() {
    return unpacked;
  }

  /** The folders and sources that were targets, a project's folder for its pom. */
  public List<Path> named() {
    return named;
  }

  /** The folders that were targets. */
  public List<Path> roots() {
    return roots;
  }
}
