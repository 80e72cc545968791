package dev.loosethread.bench;

import dev.loosethread.bench.judges.JudgeKind;
import dev.loosethread.bench.judges.JudgeRun;
import dev.loosethread.bench.judges.Judges;
import dev.loosethread.bench.judges.Result;
import dev.loosethread.bench.judges.Unit;
import dev.loosethread.bench.mutants.Mutant;
import dev.loosethread.bench.mutants.MutantFolder;
import dev.loosethread.bench.mutants.MutantMaker;
import dev.loosethread.bench.operators.Operators;
import dev.loosethread.bench.score.Fate;
import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Folders;
import dev.loosethread.workbench.Library;
import dev.loosethread.workbench.MavenResolver;
import dev.loosethread.workbench.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Judges a small fixed sample of mutants, so that every build tells when fewer of them are found
 * than before, or more is said of the originals.
 */
public final class Ratchet {
  /** Those whose rules differ; the audit shares its front end with the first. */
  static final List<String> JUDGES = List.of("error-prone", "spotbugs");

  private final MavenResolver maven;
  private final Path folder;
  private final Progress progress;

  Ratchet(MavenResolver maven, Path folder, Progress progress) {
    this.maven = maven;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Prints what the sample yields now, in the form in which it is recorded.
   *
   * @param arguments the recorded sample
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      RatchetRecord recorded = RatchetRecord.parse(Files.readAllLines(Path.of(arguments[0])));
      Path work = Build.work().resolve("ratchet");
      Ratchet ratchet =
          new Ratchet(
              new MavenResolver(Build.work()), work.resolve("sample"), Progress.ofProcess());
      OneRun only = OneRun.in(work);
      try {
        ratchet.now(recorded).lines().forEach(System.out::println);
      } finally {
        only.close();
      }
    } catch (MavenResolver.Unresolved e) {
      System.err.println("error: " + e.reason());
      System.exit(1);
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * The same sample with what the judges make of it today; mutants that cannot be made are left
   * out.
   */
  RatchetRecord now(RatchetRecord recorded) throws IOException, InterruptedException {
    Folders.delete(folder);
    Map<String, List<RatchetRecord.Entry>> byLibrary =
        recorded.mutants().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> entry.library().toString(), TreeMap::new, Collectors.toList()));
    List<Made> all = new ArrayList<>();
    List<Unit> units = new ArrayList<>();
    for (List<RatchetRecord.Entry> entries : byLibrary.values()) {
      Library library = Library.resolve(maven, Build.work(), entries.get(0).library());
      Made made = new Made(library, make(library, entries));
      units.addAll(made.folder().units(library));
      all.add(made);
    }
    Judges known = new Judges(maven);
    List<JudgeKind> judges = JUDGES.stream().map(known::named).toList();
    Map<String, Map<String, Result>> results =
        new JudgeRun(progress, folder.resolve("results"), JUDGES.size()).run(judges, units);
    Map<String, Set<RatchetRecord.Entry>> killed = new TreeMap<>();
    Map<String, Integer> noise = new TreeMap<>();
    for (String judge : JUDGES) {
      Set<RatchetRecord.Entry> its = new HashSet<>();
      for (Made made : all) {
        its.addAll(made.killed(judge, results.get(judge)));
      }
      killed.put(judge, its);
      noise.put(judge, Fates.onOriginals(results.get(judge)));
    }
    List<RatchetRecord.Entry> mutants = new ArrayList<>();
    for (Made made : all) {
      made.folder().mutants().stream().map(made::entry).forEach(mutants::add);
    }
    return new RatchetRecord(mutants, killed, noise);
  }

  private MutantFolder make(Library library, List<RatchetRecord.Entry> entries) throws IOException {
    Path home = folder.resolve(library.coordinates().toString().replace(':', '_'));
    return new MutantMaker(library, Operators.all())
        .these(
            home,
            entries.stream().map(RatchetRecord.Entry::file).collect(Collectors.toSet()),
            entries.stream().map(RatchetRecord.Entry::mutant).collect(Collectors.toSet()));
  }

  private record Made(Library library, MutantFolder folder) {
    List<RatchetRecord.Entry> killed(String judge, Map<String, Result> results) throws IOException {
      return folder.mutants().stream()
          .filter(mutant -> Fates.of(library, mutant, judge, results) == Fate.KILLED)
          .map(this::entry)
          .toList();
    }

    RatchetRecord.Entry entry(Mutant mutant) {
      return new RatchetRecord.Entry(library.coordinates(), mutant.file(), mutant.id());
    }
  }
}
