package dev.loosethread.audit;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * The name of a file in reports: relative to the working folder, else to the target it is in. A
 * file of a library begins with the library's name, wherever that was unpacked.
 */
final class ShownAs implements Function<Path, String> {
  private final Path here = Path.of("").toAbsolutePath().normalize();
  private final List<Path> unpacked;
  private final List<Path> roots;

  ShownAs(List<Path> unpacked, List<Path> roots) {
    this.unpacked = whole(unpacked);
    this.roots = whole(roots);
  }

  private static List<Path> whole(List<Path> paths) {
    return paths.stream().map(r -> r.toAbsolutePath().normalize()).toList();
  }

  @Override
  public String apply(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    for (Path folder : unpacked) {
      if (whole.startsWith(folder)) {
        return slashes(folder.relativize(whole));
      }
    }
    if (whole.startsWith(here)) {
      return slashes(here.relativize(whole));
    }
    for (Path root : roots) {
      if (whole.startsWith(root)) {
        return slashes(root.relativize(whole));
      }
    }
    return slashes(whole);
  }

  private static String slashes(Path path) {
    // Where files are named with slashes, a backslash is a character like others.
    return path.toString().replace(File.separatorChar, '/');
  }
}
