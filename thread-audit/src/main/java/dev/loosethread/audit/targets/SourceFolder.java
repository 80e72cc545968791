package dev.loosethread.audit.targets;

import dev.loosethread.audit.engine.Problems;
import dev.loosethread.audit.engine.SourceSet;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java sources in a folder that nothing is known of: its roots are where packages begin. */
final class SourceFolder {
  private static final Pattern PACKAGE =
      Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);

  /** Folders that builds write to. */
  private static final Set<String> NOT_SOURCES =
      Set.of("target", "build", "out", "bin", "node_modules");

  private static final int LINES_BEFORE_PACKAGE = 200;

  private final Problems problems;

  SourceFolder(Problems problems) {
    this.problems = problems;
  }

  List<SourceSet> read(Path folder) {
    Map<Path, List<Path>> byRoot = new TreeMap<>();
    for (Path file : javaFiles(folder, problems)) {
      byRoot.computeIfAbsent(root(file), r -> new ArrayList<>()).add(file);
    }
    List<SourceSet> sets = new ArrayList<>();
    for (Map.Entry<Path, List<Path>> entry : byRoot.entrySet()) {
      Path root = entry.getKey();
      sets.add(
          new SourceSet(
              module(folder, root),
              isTest(folder, root),
              entry.getValue(),
              ownFirst(root, byRoot.keySet()),
              List.of(),
              0));
    }
    return sets;
  }

  List<SourceSet> readFile(Path file) {
    Path root = root(file);
    return List.of(
        new SourceSet(
            String.valueOf(root.getFileName()),
            isTest(root, root),
            List.of(file),
            List.of(root),
            List.of(),
            0));
  }

  private static List<Path> ownFirst(Path root, Collection<Path> roots) {
    Set<Path> ordered = new LinkedHashSet<>();
    ordered.add(root);
    ordered.addAll(roots);
    return List.copyOf(ordered);
  }

  /** All Java sources below a folder, which may be a link to one, in order of their names. */
  static List<Path> javaFiles(Path folder, Problems problems) {
    if (Files.isSymbolicLink(folder)) {
      try {
        Path real = folder.toRealPath();
        return javaFiles(real, problems).stream()
            .map(file -> folder.resolve(real.relativize(file)))
            .toList();
      } catch (IOException e) {
        problems.add(folder + ": cannot be read");
        return List.of();
      }
    }
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              String name = String.valueOf(dir.getFileName());
              boolean isOther =
                  !dir.equals(folder)
                      && ((NOT_SOURCES.contains(name) && !isPackage(dir)) || name.startsWith("."));
              return isOther ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = String.valueOf(file.getFileName());
              if (name.endsWith(".java")
                  && !name.equals("module-info.java")
                  && !name.equals("package-info.java")
                  && SourceFile.hasName(file, problems)) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              problems.add(file + ": cannot be read");
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.sort(null);
    return files;
  }

  /** A folder of sources may be named like one of a build: com/example/build. */
  private static boolean isPackage(Path folder) {
    for (Path part : folder) {
      if (part.toString().equals("java")) {
        return true;
      }
    }
    return false;
  }

  private Path root(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path root = folder;
    String name = packageOf(file);
    if (!name.isEmpty()) {
      String[] parts = name.split("\\.");
      for (int i = parts.length - 1; i >= 0; i--) {
        if (root == null || !String.valueOf(root.getFileName()).equals(parts[i])) {
          // Not where its package says: a root of its own.
          return folder;
        }
        root = root.getParent();
      }
    }
    return root == null ? folder : root;
  }

  private static String packageOf(Path file) {
    if (!SourceFile.lack(file).isEmpty()) {
      return "";
    }
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      String line = in.readLine();
      for (int i = 0; line != null && i < LINES_BEFORE_PACKAGE; i++) {
        Matcher matcher = PACKAGE.matcher(line);
        if (matcher.find()) {
          return matcher.group(1);
        }
        line = in.readLine();
      }
      return "";
    } catch (IOException e) {
      // Whoever reads the whole file says so.
      return "";
    }
  }

  private static Path relative(Path folder, Path root) {
    Path base = folder.toAbsolutePath().normalize();
    return root.startsWith(base) ? base.relativize(root) : root;
  }

  private static String module(Path folder, Path root) {
    String name = relative(folder, root).toString().replace(File.separatorChar, '/');
    String shorter = name.replaceFirst("/?src/\\w+/java$", "");
    return shorter.isEmpty()
        ? String.valueOf(folder.toAbsolutePath().normalize().getFileName())
        : shorter;
  }

  /** By convention: src/test, src/integrationTest, test. */
  private static boolean isTest(Path folder, Path root) {
    for (Path part : relative(folder, root)) {
      String name = part.toString();
      if (name.equals("test")
          || name.equals("tests")
          || name.endsWith("Test")
          || name.endsWith("Tests")
          || name.equals("it")) {
        return true;
      }
    }
    return false;
  }
}
