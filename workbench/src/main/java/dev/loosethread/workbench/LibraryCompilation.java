package dev.loosethread.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles a library's sources against its own published jar. */
public final class LibraryCompilation {
  /** Some files need things that a published pom does not name; each round leaves some out. */
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
   * The files that compile: some need things that a published pom does not name. The others can be
   * left out, because what they declare is in the library's jar.
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
   * Compiles these files with these arguments besides what the library needs.
   *
   * @param listener hears what javac says while it does
   */
  public Javac.Outcome run(List<Path> sources, List<String> more, JavacOutput.Listener listener) {
    return new Javac(jdk).compile(work, sources, with(more), listener);
  }

  /** The command of {@link #run}. */
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
    // Not --release: libraries use internal parts of the JDK.
    arguments.addAll(List.of("-source", "" + level, "-target", "" + level, "-Xlint:-options"));
    return arguments;
  }
}
