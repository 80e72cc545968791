package dev.loosethread.audit;

import dev.loosethread.audit.engine.AuditResult.FixedFile;
import dev.loosethread.audit.engine.SourceSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The files that may be changed: those that the user named, and those in folders that the user
 * named, wherever links lead. A project may refer to sources anywhere. They are audited, but a user
 * who names a folder does not expect other files to change.
 */
final class FixScope {
  private final List<Path> named;
  private final List<Path> unpacked;
  private final Function<Path, String> shownAs;
  private final Map<Path, Path> folders = new HashMap<>();

  /**
   * @param named the files and folders on the command line
   * @param unpacked folders of libraries, which are gone when the audit ends
   * @param shownAs how reports name a file
   */
  FixScope(List<Path> named, List<Path> unpacked, Function<Path, String> shownAs) {
    this.shownAs = shownAs;
    this.named = named.stream().map(FixScope::real).toList();
    this.unpacked = unpacked.stream().map(FixScope::real).toList();
  }

  /**
   * The fixes of files, told apart by where the files are.
   *
   * @param inside those that may be made
   * @param outside those that may not unless the user says so
   * @param libraries those of published libraries, which can go into a patch only
   */
  record Sorted(List<FixedFile> inside, List<FixedFile> outside, List<FixedFile> libraries) {}

  /** Each file once, under its own name, whatever links lead to it. */
  Sorted sorted(Collection<FixedFile> files) {
    Map<Path, FixedFile> byPlace = new LinkedHashMap<>();
    for (FixedFile file : files) {
      Path place = place(file.file());
      if (!byPlace.containsKey(place) || file.file().toAbsolutePath().normalize().equals(place)) {
        byPlace.put(place, file);
      }
    }
    Sorted sorted = new Sorted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    byPlace.forEach(
        (place, file) -> {
          if (isIn(place, unpacked)) {
            sorted.libraries().add(file);
          } else if (isIn(place, named)) {
            sorted.inside().add(Files.isSymbolicLink(file.file()) ? at(place, file) : file);
          } else {
            sorted.outside().add(at(place, file));
          }
        });
    return sorted;
  }

  /** Returns the file under its real path, because patches do not change the targets of links. */
  private FixedFile at(Path place, FixedFile file) {
    return new FixedFile(place, shownAs.apply(place), file.encoding(), file.before(), file.after());
  }

  /** The audited files that the user did not name. */
  List<Path> outside(Collection<SourceSet> sources) {
    List<Path> outside = new ArrayList<>();
    for (SourceSet set : sources) {
      for (Path file : set.files()) {
        Path place = place(file);
        if (!isIn(place, named) && !isIn(place, unpacked)) {
          outside.add(file);
        }
      }
    }
    return outside;
  }

  private Path place(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null || Files.isSymbolicLink(file)
        ? real(file)
        : folders.computeIfAbsent(folder, FixScope::real).resolve(file.getFileName());
  }

  private static boolean isIn(Path place, List<Path> folders) {
    return folders.stream().anyMatch(place::startsWith);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      // The reader reports it.
      return path.toAbsolutePath().normalize();
    }
  }
}
