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
import dev.loosethread.bench.score.Scored;
import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Library;
import dev.loosethread.workbench.MavenResolver;
import dev.loosethread.workbench.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Undoes one right thing after the other in published libraries, and counts which of these mutants
 * the engines find. Writes Markdown to standard output. A run that was stopped goes on where it
 * was.
 */
public final class Mutants {
  private static final int PROCESSES = 2;

  private final MutantsOptions options;
  private final Progress progress = Progress.ofProcess();
  private final MavenResolver maven = new MavenResolver(Build.work(), progress::downloaded);

  /** A library and its mutants. */
  record Made(LibraryList.Entry entry, Library library, MutantFolder folder) {}

  private Mutants(MutantsOptions options) {
    this.options = options;
  }

  /**
   * @param arguments as the usage says
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      Mutants mutants = new Mutants(MutantsOptions.parse(List.of(arguments)));
      OneRun only = OneRun.in(mutants.home());
      try {
        mutants.run();
      } finally {
        only.close();
      }
    } catch (MavenResolver.Unresolved e) {
      System.err.println("error: " + e.reason());
      System.exit(1);
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      if (arguments.length == 0) {
        System.err.println(MutantsOptions.USAGE);
      }
      System.exit(2);
    }
  }

  private void run() throws IOException, InterruptedException {
    List<JudgeKind> judges = new ArrayList<>();
    Judges known = new Judges(maven);
    options.judges().forEach(name -> judges.add(known.named(name)));
    List<String> lost = Collections.synchronizedList(new ArrayList<>());
    List<Made> made = makeAll(lost);
    if (made.isEmpty()) {
      throw new Failure("there are no mutants of any of the libraries");
    }
    // In whatever order they were met.
    Collections.sort(lost);
    List<Unit> units = new ArrayList<>();
    for (Made each : made) {
      units.addAll(each.folder().units(each.library()));
    }
    progress.stage("judging %d files".formatted(units.size()));
    Map<String, Map<String, Result>> results = new LinkedHashMap<>();
    for (JudgeKind judge : judges) {
      Path folder = home().resolve("results").resolve(ResultsKey.of(judge));
      results.putAll(new JudgeRun(progress, folder, PROCESSES).run(List.of(judge), units));
    }
    List<Scored> scored = new ArrayList<>();
    for (Made each : made) {
      scored.addAll(score(each, results));
    }
    lines(made, scored, results, lost).forEach(progress::result);
  }

  private List<String> lines(
      List<Made> made,
      List<Scored> scored,
      Map<String, Map<String, Result>> results,
      List<String> lost)
      throws IOException {
    SurvivorSheet sheet = new SurvivorSheet(options.seed(), made);
    return switch (options.output()) {
      case TABLES -> new MutantsReport(options, scored, results, lost).lines();
      case SURVIVORS -> sheet.survivors(scored, options.show());
      case COMPARISON -> new ComparisonPage(scored, results).lines();
      case ONLY_OTHERS -> sheet.all(new ComparisonPage(scored, results).foundByOthersOnly());
    };
  }

  /** Makes the mutants of all libraries, in the order of the list. */
  private List<Made> makeAll(List<String> lost) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(PROCESSES);
    try {
      List<Future<Optional<Made>>> running =
          options.libraries().stream().map(entry -> pool.submit(() -> make(entry, lost))).toList();
      List<Made> made = new ArrayList<>();
      for (int i = 0; i < running.size(); i++) {
        progress.at("making mutants", i + 1, running.size(), "");
        running.get(i).get().ifPresent(made::add);
      }
      return made;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private Optional<Made> make(LibraryList.Entry entry, List<String> lost) throws IOException {
    String name = entry.library().toString();
    try {
      Library library = Library.resolve(maven, Build.work(), entry.library());
      Path folder = home().resolve(name.replace(':', '_'));
      MutantFolder mutants = new MutantFolder(folder);
      if (!mutants.isWhole()) {
        new MutantMaker(library, Operators.all())
            .sample(folder, options.seed(), options.perLibrary());
      }
      return Optional.of(new Made(entry, library, mutants));
    } catch (Failure | MavenResolver.Unresolved e) {
      lost.add(name);
      progress.stage("error: " + e.getMessage().lines().findFirst().orElse(""));
      return Optional.empty();
    }
  }

  /** Returns where all of this sample is. */
  private Path home() {
    return Build.work()
        .resolve("mutants")
        .resolve(
            "seed-%d-of-%d-by-%s"
                .formatted(options.seed(), options.perLibrary(), ResultsKey.ofMutants()));
  }

  private List<Scored> score(Made made, Map<String, Map<String, Result>> results)
      throws IOException {
    List<Scored> scored = new ArrayList<>();
    for (Mutant mutant : made.folder().mutants()) {
      Map<String, Fate> fates = new LinkedHashMap<>();
      boolean isGreen = false;
      for (Map.Entry<String, Map<String, Result>> judge : results.entrySet()) {
        fates.put(
            judge.getKey(), Fates.of(made.library(), mutant, judge.getKey(), judge.getValue()));
        isGreen |= Fates.isGreen(made.library(), mutant, judge.getValue());
      }
      scored.add(
          new Scored(
              made.library().coordinates().toString(),
              made.entry().isTest(),
              mutant,
              fates,
              isGreen));
    }
    return scored;
  }
}
