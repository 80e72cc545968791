package dev.loosethread.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles the sources of a library against its published jar. */
public final class LibraryCompilation {
  /** How often the compilation is repeated without the files that did not compile. */
  public static final int MOST_ROUNDS = 12;

  private final Library library;
  private final Jdk jdk;
  private final Path work;

  public LibraryCompilation(Library library, Jdk jdk, Path work) {
    this.library = library;
    this.jdk = jdk;
    this.work = work;
    if (library.sourceLevel() > jdk.feature()) {
      throw new Failure(
          "%s needs JDK %d; this is JDK %d"
              .formatted(library.coordinates(), library.sourceLevel(), jdk.feature()));
    }
    try {
      Files.createDirectories(work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the files that compile. The others need something that the published pom does not name.
   * They can be left out, because their declarations are in the jar of the library.
   */
  public List<Path> compilable() {
    List<Path> sources = new ArrayList<>(library.sources());
    int level = library.sourceLevel();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Javac.Outcome outcome = new Javac(jdk).compile(work, sources, arguments(level));
      if (outcome.exitCode() == 0 || !sources.removeAll(outcome.broken())) {
        break;
      }
    }
    return sources;
  }

  /**
   * Compiles these files with the arguments of the library and these.
   *
   * @param listener receives the output of javac at once
   */
  public Javac.Outcome run(List<Path> sources, List<String> more, JavacOutput.Listener listener) {
    return new Javac(jdk).compile(work, sources, with(more), listener);
  }

  /** Returns the command of {@link #run}. */
  public List<String> commandLine(List<Path> sources, List<String> more) {
    return new Javac(jdk).commandLine(work, sources, with(more));
  }

  private List<String> with(List<String> more) {
    List<String> arguments = new ArrayList<>(arguments(library.sourceLevel()));
    arguments.addAll(more);
    return arguments;
  }

  private List<String> arguments(int level) {
    List<String> arguments = new ArrayList<>(Javac.classPath(library.classPath()));
    // Not --release, since libraries use internals of the JDK.
    arguments.addAll(List.of("-source", "" + level, "-target", "" + level, "-Xlint:-options"));
    return arguments;
  }
}
