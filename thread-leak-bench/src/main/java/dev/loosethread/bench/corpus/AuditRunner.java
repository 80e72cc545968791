package dev.loosethread.bench.corpus;

import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Library;
import dev.loosethread.workbench.MavenResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the finished audit, a process for each target. */
final class AuditRunner {
  private static final Duration MOST = Duration.ofMinutes(30);

  private final MavenResolver maven = new MavenResolver(Build.work());
  private final Path jar = Path.of(Build.version("audit"));
  private final Kept kept;
  private final String heap;
  private final boolean isPatching;

  /**
   * @param heap of each audit, as {@code -Xmx} has it
   */
  AuditRunner(String heap) {
    this(heap, false);
  }

  /**
   * @param isPatching whether {@link #patch} is wanted; that takes time
   */
  AuditRunner(String heap, boolean isPatching) {
    if (!Files.exists(jar)) {
      throw new Failure("there is no " + jar + " yet; build it with ./mvnw package");
    }
    this.kept = Kept.of(isPatching ? "patched" : "audited", jar);
    this.heap = heap;
    this.isPatching = isPatching;
  }

  AuditRun library(Coordinates library) {
    return run(library.toString(), library.toString(), () -> download(library));
  }

  /** The patch that a run has offered; "" if there is nothing to mend. */
  String patch(Coordinates library) {
    Path patch = kept.file(library.toString(), ".patch");
    return Files.exists(patch) ? SourceText.read(patch) : "";
  }

  /**
   * A folder of sources.
   *
   * @param name unique, and the same in another run
   */
  AuditRun folder(Path folder, String name) {
    return run(folder.toString(), name, () -> {});
  }

  private AuditRun run(String target, String name, Runnable before) {
    Optional<AuditRun> known = kept.find(name, AuditRun.class);
    if (known.isPresent()) {
      return known.get();
    }
    before.run();
    Path json = kept.file(name, ".report");
    Path log = kept.file(name, ".log");
    try {
      Files.deleteIfExists(json);
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx" + heap, "-jar", jar.toString()));
      command.addAll(List.of("audit", target, "--json", json.toString()));
      if (isPatching) {
        Path patch = kept.file(name, ".patch");
        Files.deleteIfExists(patch);
        command.addAll(List.of("--patch", patch.toString()));
      }
      MeasuredProcess process = MeasuredProcess.run(command, log, MOST);
      AuditRun run = AuditRun.of(name, process, log, json);
      // The network may be back next time.
      if (run.isRead()) {
        kept.put(name, run);
      }
      Files.deleteIfExists(json);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Beforehand, so that the time is that of the audit and not of the network. */
  private void download(Coordinates library) {
    try {
      Library.resolve(maven, Build.work(), library);
    } catch (Failure | MavenResolver.Unresolved e) {
      System.err.println("  " + e.getMessage().lines().findFirst().orElse("not resolved"));
    }
  }
}
