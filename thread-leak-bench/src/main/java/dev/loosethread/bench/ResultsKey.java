package dev.loosethread.bench;

import dev.loosethread.bench.judges.JudgeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** Names what a judge's results depend on besides the files that it judges: its own jars. */
final class ResultsKey {
  private ResultsKey() {}

  /** The judge's name and a checksum of its jars; a file name. */
  static String of(JudgeKind judge) {
    CRC32 checksum = new CRC32();
    try {
      for (Path jar : judge.classPath()) {
        checksum.update(Files.readAllBytes(jar));
      }
      if (judge.name().equals("spotbugs")) {
        // Its plugin is loaded by itself.
        checksum.update(Files.readAllBytes(dev.loosethread.workbench.Build.detectors()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "%s-%08x".formatted(judge.name(), checksum.getValue());
  }
}
