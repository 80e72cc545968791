package dev.loosethread.bench.mutants;

import dev.loosethread.bench.operators.Candidate;
import dev.loosethread.bench.operators.Edit;
import dev.loosethread.bench.operators.Operator;
import dev.loosethread.bench.operators.SourceUnit;
import dev.loosethread.workbench.KnownNames;
import dev.loosethread.workbench.Library;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Makes the mutants of one library. */
public final class MutantMaker {
  /** Matches sources that an operator may apply to, to skip all others. */
  private static final Pattern CONCERNED =
      Pattern.compile(
          "\\b(?:Thread|Timer|TimerTask|Runnable|volatile|java\\.util\\.concurrent|Interrupted\\w+)\\b");

  private static final int FILES_AT_A_TIME = 400;

  private final Library library;
  private final List<Operator> operators;
  private final Map<String, Boolean> compilesAlone = new HashMap<>();

  /** A candidate of an operator, with the changed text of each of its variants. */
  private record Draft(Mutant mutant, List<String> texts) {}

  public MutantMaker(Library library, List<Operator> operators) {
    this.library = library;
    this.operators = operators;
  }

  /**
   * Makes a sample: operators in turns, and of each the next one, both in an order that the seed
   * decides on, until there are enough. A smaller sample is the beginning of a larger one.
   *
   * @param folder for the mutants
   * @param most how many
   */
  public MutantFolder sample(Path folder, long seed, int most) throws IOException {
    MutantFolder made = new MutantFolder(folder);
    try (LibraryCompiler compiler = compiler(folder)) {
      List<List<Draft>> queues = queues(compiler, file -> true, seed);
      List<Mutant> mutants = new ArrayList<>();
      while (mutants.size() < most && !queues.isEmpty()) {
        for (List<Draft> queue : queues) {
          if (mutants.size() < most) {
            addNext(queue, compiler, made, mutants);
          }
        }
        queues.removeIf(List::isEmpty);
      }
      made.write(mutants);
    }
    return made;
  }

  /**
   * Makes certain mutants.
   *
   * @param files the only ones that are looked at
   * @param ids the mutants; those that there are none of are left out
   */
  public MutantFolder these(Path folder, Set<String> files, Set<String> ids) throws IOException {
    MutantFolder made = new MutantFolder(folder);
    try (LibraryCompiler compiler = compiler(folder)) {
      List<Mutant> mutants = new ArrayList<>();
      for (List<Draft> queue : queues(compiler, files::contains, 0)) {
        queue.removeIf(draft -> !ids.contains(draft.mutant().id()));
        while (!queue.isEmpty()) {
          addNext(queue, compiler, made, mutants);
        }
      }
      mutants.sort(Comparator.comparing(Mutant::id));
      made.write(mutants);
    }
    return made;
  }

  private LibraryCompiler compiler(Path folder) throws IOException {
    return new LibraryCompiler(library, Files.createDirectories(folder.resolve("no-sources")));
  }

  /** Takes the queue's next one that compiles. */
  private void addNext(
      List<Draft> queue, LibraryCompiler compiler, MutantFolder made, List<Mutant> mutants)
      throws IOException {
    while (!queue.isEmpty()) {
      Draft draft = queue.remove(queue.size() - 1);
      if (isOriginalFine(draft.mutant().file(), compiler, made)
          && isOneFine(draft, compiler, made)) {
        mutants.add(draft.mutant());
        return;
      }
    }
  }

  private boolean isOriginalFine(String file, LibraryCompiler compiler, MutantFolder made)
      throws IOException {
    Boolean known = compilesAlone.get(file);
    if (known == null) {
      String id = Mutant.originalId(file);
      String text = Files.readString(library.sourceFolder().resolve(file), StandardCharsets.UTF_8);
      known = compiler.compile(made.put(id, file, text), made.classes(id));
      compilesAlone.put(file, known);
    }
    return known;
  }

  private static boolean isOneFine(Draft draft, LibraryCompiler compiler, MutantFolder made)
      throws IOException {
    String id = draft.mutant().id();
    for (String text : draft.texts()) {
      if (compiler.compile(made.put(id, draft.mutant().file(), text), made.classes(id))) {
        return true;
      }
      made.remove(id);
    }
    return false;
  }

  /** The drafts of each operator that has any, in an order that the seed decides on. */
  private List<List<Draft>> queues(LibraryCompiler compiler, Predicate<String> isWanted, long seed)
      throws IOException {
    Map<String, List<Draft>> drafts = new LinkedHashMap<>();
    operators.forEach(operator -> drafts.put(operator.name(), new ArrayList<>()));
    List<Path> sources = concerned(isWanted);
    for (int i = 0; i < sources.size(); i += FILES_AT_A_TIME) {
      compiler.attribute(
          sources.subList(i, Math.min(sources.size(), i + FILES_AT_A_TIME)),
          unit -> addDrafts(unit, drafts));
    }
    List<List<Draft>> queues = new ArrayList<>(drafts.values());
    queues.removeIf(List::isEmpty);
    // By what a draft is and not by what else there is, so that a new operator changes no other's
    // sample; and by library, or small samples would hold the same operators everywhere.
    String name = library.coordinates().toString();
    queues.sort(
        Comparator.comparingLong(queue -> rank(name + queue.get(0).mutant().operator(), seed)));
    queues.forEach(
        queue -> queue.sort(Comparator.comparingLong(draft -> rank(draft.mutant().id(), seed))));
    return queues;
  }

  private static long rank(String name, long seed) {
    long hash = seed;
    for (int i = 0; i < name.length(); i++) {
      // The FNV-1a hash, whose low bits are good enough to sort by.
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash ^ (hash >>> 29);
  }

  private List<Path> concerned(Predicate<String> isWanted) throws IOException {
    KnownNames names = KnownNames.of(library);
    List<Path> sources = new ArrayList<>();
    for (Path source : library.sources()) {
      if (isWanted.test(name(source)) && isConcerned(source) && !names.importsUnknown(source)) {
        sources.add(source);
      }
    }
    return sources;
  }

  /**
   * Returns whether it is text that operators may have to do with, and that is read as it was
   * written.
   */
  private static boolean isConcerned(Path source) throws IOException {
    try {
      return CONCERNED.matcher(Files.readString(source, StandardCharsets.UTF_8)).find();
    } catch (CharacterCodingException e) {
      // It would be compiled as something else than what was published.
      return false;
    }
  }

  private void addDrafts(SourceUnit unit, Map<String, List<Draft>> drafts) {
    String file = name(Path.of(unit.tree().getSourceFile().toUri()));
    for (Operator operator : operators) {
      Set<String> seen = new HashSet<>();
      operator.find(
          unit,
          candidate -> {
            Mutant mutant = mutant(unit, file, operator, candidate);
            if (seen.add(mutant.id())) {
              List<String> texts =
                  candidate.variants().stream().map(edits -> apply(unit.text(), edits)).toList();
              drafts.get(operator.name()).add(new Draft(mutant, texts));
            }
          });
    }
  }

  private static Mutant mutant(
      SourceUnit unit, String file, Operator operator, Candidate candidate) {
    int line = unit.line(candidate.position());
    int column = (int) unit.tree().getLineMap().getColumnNumber(candidate.position());
    return new Mutant(
        Mutant.id(operator.name(), file, line, column),
        operator.name(),
        file,
        line,
        candidate.what(),
        candidate.anchors());
  }

  static String apply(String text, List<Edit> edits) {
    List<Edit> sorted = new ArrayList<>(edits);
    sorted.sort(Comparator.comparingInt(Edit::start));
    StringBuilder changed = new StringBuilder();
    int at = 0;
    for (Edit edit : sorted) {
      if (edit.start() < at) {
        throw new IllegalArgumentException("edits overlap at offset " + edit.start());
      }
      changed.append(text, at, edit.start()).append(edit.text());
      at = edit.end();
    }
    changed.append(text, at, text.length());
    if (changed.chars().filter(c -> c == '\n').count()
        != text.chars().filter(c -> c == '\n').count()) {
      throw new IllegalArgumentException("edits move lines: " + edits);
    }
    return changed.toString();
  }

  private String name(Path source) {
    return library.relative(source).toString().replace('\\', '/');
  }
}
