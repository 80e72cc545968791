package dev.loosethread.bench;

import dev.loosethread.bench.judges.Judge;
import dev.loosethread.bench.judges.JudgeKind;
import dev.loosethread.bench.mutants.MutantMaker;
import dev.loosethread.bench.operators.Operator;
import dev.loosethread.workbench.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Names what mutants and results depend on: the code that made them. */
final class ResultsKey {
  private ResultsKey() {}

  /** The judge's name and a checksum of its code; a file name. */
  static String of(JudgeKind judge) {
    CRC32 checksum = new CRC32();
    try {
      for (Path jar : judge.classPath()) {
        checksum.update(Files.readAllBytes(jar));
      }
      for (Path jar : judge.loaded()) {
        checksum.update(Files.readAllBytes(jar));
      }
      checksum.update(String.join(" ", judge.flags()).getBytes(StandardCharsets.UTF_8));
      checksum.update(judge.jdk().feature());
      addCode(Judge.class, checksum);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "%s-%08x".formatted(judge.name(), checksum.getValue());
  }

  /** A checksum of what decides on mutants: the operators, and what takes a sample of theirs. */
  static String ofMutants() {
    CRC32 checksum = new CRC32();
    try {
      addCode(Operator.class, checksum);
      addCode(MutantMaker.class, checksum);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "%08x".formatted(checksum.getValue());
  }

  /** Adds the classes of a package. */
  private static void addCode(Class<?> one, CRC32 checksum) throws IOException {
    String folder = one.getPackageName().replace('.', '/');
    Path bench = Build.locationOf(one);
    if (Files.isDirectory(bench)) {
      add(bench.resolve(folder), checksum);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(bench)) {
        add(jar.getPath(folder), checksum);
      }
    }
  }

  private static void add(Path folder, CRC32 checksum) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        checksum.update(Files.readAllBytes(file));
      }
    }
  }
}
