package dev.loosethread.bench.fixes;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.loosethread.audit.engine.AuditResult.FixedFile;
import dev.loosethread.bench.corpus.SourceText;
import dev.loosethread.bench.fixes.FixedLibrary.Broken;
import dev.loosethread.bench.fixes.FixedLibrary.ChangedAgain;
import dev.loosethread.bench.fixes.FixedLibrary.ChangedFile;
import dev.loosethread.bench.mutants.LibraryCompiler;
import dev.loosethread.bench.mutants.LibraryCompiler.CompileError;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Library;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Applies all fixes to a copy of a library, and looks at what became of it. */
final class LibraryFixer {
  private final Library library;
  private final Path work;
  private final Path copy;

  /**
   * @param work a folder for this run
   */
  LibraryFixer(Library library, Path work) {
    this.library = library;
    this.work = work;
    this.copy = work.resolve("changed");
  }

  FixedLibrary fix() {
    int newest = Runtime.version().feature();
    if (library.sourceLevel() > newest) {
      throw new Failure("needs JDK %d; this is JDK %d".formatted(library.sourceLevel(), newest));
    }
    try {
      return fixed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FixedLibrary fixed() throws IOException {
    AuditedSources before = audit(library.sourceFolder(), library.sources());
    Map<String, FixedFile> fixes = new TreeMap<>();
    before.fixed().forEach(file -> fixes.put(file.shownAs(), file));
    AuditedSources after = before;
    List<ChangedFile> changed = new ArrayList<>();
    List<Broken> broken = new ArrayList<>();
    if (!fixes.isEmpty()) {
      List<Path> sources = copy(fixes);
      after = audit(copy, sources);
      Path none = Files.createDirectories(work.resolve("no-sources"));
      try (LibraryCompiler compiler = new LibraryCompiler(library, none)) {
        for (FixedFile file : fixes.values()) {
          changed.add(compiled(file, compiler));
        }
        broken.addAll(brokenUsers(fixes, compiler));
      }
    }
    return new FixedLibrary(
        library.coordinates().toString(),
        library.sources().stream().mapToLong(SourceText::countLines).sum(),
        before.found(),
        after.found(),
        changed,
        broken,
        fixes.isEmpty() ? List.of() : after.fixed().stream().map(LibraryFixer::again).toList(),
        before.problems());
  }

  private AuditedSources audit(Path root, List<Path> sources) {
    return AuditedSources.of(root, sources, library.classPath(), library.sourceLevel());
  }

  private List<Path> copy(Map<String, FixedFile> fixes) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path source : library.sources()) {
      String name = AuditedSources.name(library.sourceFolder(), source);
      Path target = copy.resolve(name);
      Files.createDirectories(target.getParent());
      FixedFile fix = fixes.get(name);
      if (fix == null) {
        Files.copy(source, target);
      } else {
        Files.writeString(target, fix.after(), fix.encoding());
      }
      sources.add(target);
    }
    return sources;
  }

  private ChangedFile compiled(FixedFile file, LibraryCompiler compiler) throws IOException {
    List<Broken> errors =
        errors(List.of(copy.resolve(file.shownAs())), compiler).stream()
            .map(e -> new Broken(file.shownAs(), e.line(), e.message()))
            .toList();
    boolean compiledBefore =
        errors.isEmpty() || errors(List.of(original(file.shownAs())), compiler).isEmpty();
    return new ChangedFile(file.shownAs(), file.before(), file.after(), compiledBefore, errors);
  }

  private Path original(String name) {
    return library.sourceFolder().resolve(name);
  }

  private List<CompileError> errors(List<Path> sources, LibraryCompiler compiler)
      throws IOException {
    return compiler.errors(sources, work.resolve("classes"));
  }

  /** A new member can be in the way of a subclass: what names a changed class must compile too. */
  private List<Broken> brokenUsers(Map<String, FixedFile> fixes, LibraryCompiler compiler)
      throws IOException {
    List<String> users = users(fixes);
    if (users.isEmpty()) {
      return List.of();
    }
    List<Path> changed = new ArrayList<>();
    users.forEach(name -> changed.add(copy.resolve(name)));
    fixes.keySet().forEach(name -> changed.add(copy.resolve(name)));
    List<CompileError> errors =
        errors(changed, compiler).stream()
            .filter(e -> e.file() != null && users.contains(AuditedSources.name(copy, e.file())))
            .toList();
    if (errors.isEmpty()) {
      return List.of();
    }
    List<Path> originals = new ArrayList<>();
    users.forEach(name -> originals.add(original(name)));
    fixes.keySet().forEach(name -> originals.add(original(name)));
    Set<Path> brokenBefore =
        errors(originals, compiler).stream().map(CompileError::file).collect(Collectors.toSet());
    return errors.stream()
        .map(e -> new Broken(AuditedSources.name(copy, e.file()), e.line(), e.message()))
        .filter(e -> !brokenBefore.contains(original(e.file())))
        .toList();
  }

  private List<String> users(Map<String, FixedFile> fixes) {
    Set<String> names = new HashSet<>();
    fixes.keySet().forEach(name -> names.add(name.replaceFirst(".*/", "").replace(".java", "")));
    Pattern named =
        Pattern.compile(
            names.stream().map(Pattern::quote).collect(Collectors.joining("|", "\\b(?:", ")\\b")));
    return library.sources().stream()
        .filter(source -> named.matcher(SourceText.read(source)).find())
        .map(source -> AuditedSources.name(library.sourceFolder(), source))
        .filter(name -> !fixes.containsKey(name))
        .toList();
  }

  private static ChangedAgain again(FixedFile file) {
    AbstractDelta<String> first =
        DiffUtils.diff(file.before().lines().toList(), file.after().lines().toList())
            .getDeltas()
            .get(0);
    return new ChangedAgain(
        file.shownAs(),
        first.getSource().getPosition() + 1,
        String.join(" ", first.getTarget().getLines()).strip());
  }
}
