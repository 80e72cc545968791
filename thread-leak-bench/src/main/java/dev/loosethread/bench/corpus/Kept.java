package dev.loosethread.bench.corpus;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.loosethread.workbench.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;

/** Results that are kept for each library and each jar of ours, so that a stopped run goes on. */
public final class Kept {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path folder;

  Kept(Path folder) {
    this.folder = folder;
  }

  /**
   * Those of one benchmark.
   *
   * @param made what makes them, with the JDK that runs this; those of others are none
   */
  public static Kept of(String benchmark, Path... made) {
    String checksum =
        Checksum.of(Arrays.stream(made).map(SourceText::bytes).toArray(byte[][]::new));
    String key = checksum + "-jdk" + Runtime.version().feature();
    return new Kept(Build.work().resolve(benchmark).resolve(key));
  }

  /** A file for a result, or for something on the way to it; its folder is there. */
  Path file(String name, String ending) {
    try {
      return Files.createDirectories(folder).resolve(name.replaceAll("[:/\\\\]", "_") + ending);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public <T> Optional<T> find(String name, Class<T> type) {
    Path file = file(name, ".json");
    try {
      return Files.exists(file)
          ? Optional.of(MAPPER.readValue(file.toFile(), type))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps it; all of it or, if the run is stopped meanwhile, nothing. */
  public void put(String name, Object result) {
    Path part = file(name, ".part");
    try {
      MAPPER.writeValue(part.toFile(), result);
      Files.move(part, file(name, ".json"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
