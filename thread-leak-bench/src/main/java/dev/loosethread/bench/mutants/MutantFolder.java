package dev.loosethread.bench.mutants;

import dev.loosethread.bench.judges.Unit;
import dev.loosethread.workbench.Folders;
import dev.loosethread.workbench.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mutants of one library on disk: a table of them, and a folder for each and for each original
 * file, with the source and its class files. The table is written last, so where there is one all
 * else is there.
 */
public final class MutantFolder {
  private final Path folder;

  public MutantFolder(Path folder) {
    this.folder = folder;
  }

  private Path table() {
    return folder.resolve("mutants.tsv");
  }

  /** Returns whether all of its mutants are there. */
  public boolean isWhole() {
    return Files.exists(table());
  }

  /** The mutants, in the order in which they were chosen. */
  public List<Mutant> mutants() throws IOException {
    return Files.readAllLines(table()).stream().map(Mutant::parse).toList();
  }

  /** The source of a mutant or original. */
  public Path source(String id, String file) {
    return folder.resolve(id).resolve(file.substring(file.lastIndexOf('/') + 1));
  }

  Path classes(String id) {
    return folder.resolve(id).resolve("classes");
  }

  /** Returns what judges have to judge: the mutants and the originals of their files. */
  public List<Unit> units(Library library) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    for (Mutant mutant : mutants()) {
      files.put(mutant.originalId(), mutant.file());
      files.put(mutant.id(), mutant.file());
    }
    List<Unit> units = new ArrayList<>();
    files.forEach(
        (id, file) ->
            units.add(
                new Unit(
                    unitId(library, id),
                    source(id, file),
                    classes(id),
                    library.sourceLevel(),
                    library.classPath())));
    return units;
  }

  /** The id of the unit that is a mutant or original of a library. */
  public static String unitId(Library library, String id) {
    return library.coordinates() + "/" + id;
  }

  /** Returns whether a unit is a file as it was published. */
  public static boolean isOriginal(String unitId) {
    return unitId.contains("/" + Mutant.ORIGINAL);
  }

  Path put(String id, String file, String text) throws IOException {
    Path source = source(id, file);
    Files.createDirectories(source.getParent());
    return Files.writeString(source, text);
  }

  void remove(String id) {
    Folders.delete(folder.resolve(id));
  }

  void write(List<Mutant> mutants) throws IOException {
    Path whole = folder.resolve("mutants.tsv.new");
    Files.write(whole, mutants.stream().map(Mutant::toLine).toList());
    Files.move(whole, table(), StandardCopyOption.ATOMIC_MOVE);
  }
}
