package dev.loosethread.bench.corpus;

import dev.loosethread.bench.Heading;
import dev.loosethread.bench.LibraryList;
import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Jdk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Runs the audit on many targets. Writes Markdown to standard output. */
public final class Corpus {
  private static final String USAGE =
      "usage: benchmarks/corpus [--heap SIZE] --jdk [MODULE...] | --list FILE |"
          + " group:artifact:version...";

  private Corpus() {}

  /**
   * @param arguments see {@code benchmarks/corpus --help}
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    Arguments parsed;
    String heap;
    List<Coordinates> libraries = List.of();
    try {
      parsed = Arguments.parse(arguments, Set.of("--heap", "--list"), Set.of("--jdk"));
      heap = parsed.heap();
      if (!parsed.has("--jdk")) {
        libraries = parsed.libraries().stream().map(LibraryList.Entry::library).toList();
        if (libraries.isEmpty()) {
          throw new Failure("no library is named; " + USAGE);
        }
      } else if (!parsed.value("--list", "").isEmpty()) {
        throw new Failure("--jdk takes no --list");
      }
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      return 2;
    }
    try {
      AuditRunner runner = new AuditRunner(heap);
      Map<String, Supplier<AuditRun>> all = new LinkedHashMap<>();
      libraries.forEach(library -> all.put(library.toString(), () -> runner.library(library)));
      if (parsed.has("--jdk")) {
        addModules(parsed.others(), runner, all);
      }
      List<AuditRun> runs = new ArrayList<>();
      all.forEach(
          (name, run) -> {
            System.err.printf("[%d/%d] %s%n", runs.size() + 1, all.size(), name);
            runs.add(run.get());
          });
      Heading.of("What the audit does on whole code bases").forEach(System.out::println);
      System.out.printf(
          "- %s, each audit with -Xmx%s, %d processors%n",
          Jdk.current(), heap, Runtime.getRuntime().availableProcessors());
      CorpusReport.of(runs).forEach(System.out::println);
      return 0;
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      return 1;
    }
  }

  private static void addModules(
      List<String> named, AuditRunner runner, Map<String, Supplier<AuditRun>> all) {
    JdkSources sources = JdkSources.unpack(Build.work());
    for (String module : named.isEmpty() ? sources.modules() : named) {
      String name = "jdk-" + Runtime.version() + "/" + module;
      all.put(name, () -> runner.folder(sources.module(module), name));
    }
  }
}
