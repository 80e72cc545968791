package dev.loosethread.workbench;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * The packages and classes that a source may import. A file with any other import does not compile,
 * and finding that out here is much faster than with the compiler.
 */
public final class KnownNames {
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
  private static final Pattern IMPORT =
      Pattern.compile("^\\s*import\\s+(static\\s+)?([\\w.]+)(\\.\\*)?\\s*;", Pattern.MULTILINE);

  /** Ends the imports of a file; later text may look like an import. */
  private static final Pattern TYPES =
      Pattern.compile("[\"@{]|\\b(?:class|interface|enum|record)\\b");

  private static final Pattern VERSIONED = Pattern.compile("^META-INF/versions/\\d+/");

  private final Set<String> packages = new HashSet<>();

  /** Packages with subpackages. */
  private final Set<String> outerPackages = new HashSet<>();

  /** Classes, and packages whose members are not listed. */
  private final Set<String> owners = new HashSet<>();

  private boolean isComplete = true;

  private KnownNames() {}

  /** Returns the names of a class path, of sources and of the current JDK. */
  public static KnownNames of(Library library) {
    KnownNames names = new KnownNames();
    ModuleFinder.ofSystem().findAll().stream()
        .flatMap(module -> module.descriptor().packages().stream())
        .forEach(
            name -> {
              names.addPackage(name);
              // The classes of the JDK are not listed.
              names.owners.add(name);
            });
    for (Path jar : library.classPath()) {
      names.addJar(jar);
    }
    for (Path source : library.sources()) {
      names.add(library.relative(source).toString().replace('\\', '/'), ".java");
    }
    return names;
  }

  private void addJar(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .map(entry -> VERSIONED.matcher(entry.getName()).replaceFirst(""))
          .filter(name -> name.endsWith(".class"))
          .forEach(name -> add(name, ".class"));
    } catch (IOException e) {
      // A folder, or a file that is no jar: left to the compiler.
      isComplete = false;
    }
  }

  private void add(String path, String ending) {
    int slash = path.lastIndexOf('/');
    addPackage(slash < 0 ? "" : path.substring(0, slash).replace('/', '.'));
    owners.add(path.substring(0, path.length() - ending.length()).replace('/', '.'));
  }

  private void addPackage(String name) {
    packages.add(name);
    for (String outer = outer(name); !outer.isEmpty(); outer = outer(outer)) {
      outerPackages.add(outer);
    }
  }

  /** Returns true if a file certainly imports from an unknown package. */
  public boolean importsUnknown(Path source) {
    if (!isComplete) {
      return false;
    }
    String text;
    try {
      text = COMMENT.matcher(Files.readString(source)).replaceAll(" ");
    } catch (IOException e) {
      // Missing or not UTF-8: the compiler reports it.
      return false;
    }
    Matcher types = TYPES.matcher(text);
    Matcher imported = IMPORT.matcher(types.find() ? text.substring(0, types.start()) : text);
    while (imported.find()) {
      String name = imported.group(2);
      boolean isWhole = imported.group(3) != null;
      boolean isStatic = imported.group(1) != null;
      String owner = isStatic == isWhole ? outer(name) : isWhole ? name : outer(outer(name));
      // For the compiler, a package with subpackages only exists, but has no classes.
      boolean isEmpty = isWhole && !isStatic && outerPackages.contains(name);
      if (!isEmpty && !isKnown(owner)) {
        return true;
      }
    }
    return false;
  }

  private boolean isKnown(String name) {
    if (packages.contains(name)) {
      return true;
    }
    for (String outer = name; !outer.isEmpty(); outer = outer(outer)) {
      if (owners.contains(outer)) {
        return true;
      }
    }
    return false;
  }

  private static String outer(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }
}
