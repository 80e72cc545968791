package dev.loosethread.bench;

import dev.loosethread.bench.judges.Judge;
import dev.loosethread.bench.judges.JudgeKind;
import dev.loosethread.workbench.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Names what a judge's results depend on besides the files that it judges: all of its code. */
final class ResultsKey {
  private static final String OWN_CODE = Judge.class.getPackageName().replace('.', '/');

  private ResultsKey() {}

  /** The judge's name and a checksum of its code; a file name. */
  static String of(JudgeKind judge) {
    CRC32 checksum = new CRC32();
    try {
      for (Path jar : judge.classPath()) {
        checksum.update(Files.readAllBytes(jar));
      }
      if (judge.name().equals("spotbugs")) {
        // Its plugin is loaded by itself.
        checksum.update(Files.readAllBytes(Build.detectors()));
      }
      Path bench = Build.locationOf(Judge.class);
      if (Files.isDirectory(bench)) {
        add(bench.resolve(OWN_CODE), checksum);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(bench)) {
          add(jar.getPath(OWN_CODE), checksum);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "%s-%08x".formatted(judge.name(), checksum.getValue());
  }

  private static void add(Path folder, CRC32 checksum) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        checksum.update(Files.readAllBytes(file));
      }
    }
  }
}
