package dev.loosethread.model.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads the built-in catalogues and those of users. */
public final class Catalogues {
  private static final List<String> BUILT_IN =
      List.of(
          "jdk.catalogue",
          "guava.catalogue",
          "netty.catalogue",
          "libraries.catalogue",
          "spring.catalogue",
          "jakarta.catalogue",
          "tests.catalogue",
          "frameworks.catalogue");

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Catalogues() {}

  /** Returns the built-in catalogue. */
  public static Catalogue builtIn() {
    return builtInAnd(List.of());
  }

  /**
   * Returns the built-in catalogue, extended by files of the user.
   *
   * @throws CatalogueException if a file cannot be read or has an invalid row
   */
  public static Catalogue builtInAnd(List<Path> files) {
    Map<String, List<String>> users = new LinkedHashMap<>();
    for (Path file : files) {
      users.put(file.toString(), lines(file));
    }
    return load(users, List.of());
  }

  /**
   * Returns a catalogue, extended by rows that were derived from the application's classes.
   *
   * @param catalogue the built-in one, or one that files of the user extend
   * @param rows rows of a catalogue
   */
  public static Catalogue withDerived(Catalogue catalogue, List<String> rows) {
    return load(catalogue.userFiles(), rows);
  }

  private static Catalogue load(Map<String, List<String>> users, List<String> derived) {
    CatalogueParser parser = new CatalogueParser();
    for (String name : BUILT_IN) {
      parser.add(name, resource(name), false);
    }
    users.forEach((file, lines) -> parser.add(file, lines, true));
    parser.add("(derived)", derived, false);
    return parser.catalogue();
  }

  private static List<String> resource(String name) {
    try (InputStream in =
        Catalogues.class.getResourceAsStream("/dev/loosethread/catalogue/" + name)) {
      if (in == null) {
        throw new IllegalStateException("catalogue " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (!lines.isEmpty() && lines.get(0).startsWith(BYTE_ORDER_MARK)) {
        lines.set(0, lines.get(0).substring(1));
      }
      return lines;
    } catch (NoSuchFileException e) {
      throw new CatalogueException("catalogue " + file + ": no such file");
    } catch (CharacterCodingException e) {
      throw new CatalogueException("catalogue " + file + ": not UTF-8 text");
    } catch (IOException e) {
      throw new CatalogueException("catalogue " + file + ": cannot be read: " + e.getMessage());
    }
  }
}
