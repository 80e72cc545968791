package dev.loosethread.audit.engine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;

/** The Java release that a file needs, if an error of javac shows that it needs a newer one. */
final class NewerSyntax {
  /** "records are not supported in -source 11 (use -source 16 or higher to enable records)". */
  private static final Pattern NEEDED = Pattern.compile("\\(use -source (\\d+) or higher");

  /** "bad class file: ... class file has wrong version 65.0, should be 61.0". */
  private static final Pattern CLASS_FILE = Pattern.compile("wrong version (\\d+)\\.\\d+, should");

  /** Class files of Java 8 have the major version 52 (JVMS 4.1), and so on. */
  private static final int BEFORE_JAVA_1 = 44;

  private static final int UNNAMED_VARIABLES = 22;

  /** "patterns in switch statements are a preview feature and are disabled by default". */
  private static final Map<String, Integer> FINISHED =
      Map.of(
          "patterns in switch", 21,
          "econstruction patterns", 21,
          "unnamed", UNNAMED_VARIABLES);

  private record Shape(int release, Pattern line) {}

  /** Syntax errors that only a newer construct causes. */
  private static final List<Shape> SHAPES =
      List.of(
          // Record patterns (JEP 440), with nothing, a variable or another one in them.
          new Shape(
              21,
              Pattern.compile(
                  "\\b(instanceof|case)\\s+(final\\s+)?[A-Z][\\w.]*(<[^()]*>)?\\s*\\(\\s*"
                      + "(\\)|(final\\s+)?[A-Za-z][\\w.]*(<[^()]*>)?(\\[])*(\\s+\\w+\\s*[,)]|\\())")),
          // Module imports (JEP 511).
          new Shape(25, Pattern.compile("^\\s*import\\s+module\\s+[\\w.]+\\s*;")),
          // Compact source files (JEP 512).
          new Shape(25, Pattern.compile("^(static\\s+)?void\\s+main\\s*\\(")));

  private NewerSyntax() {}

  /**
   * Empty if the error may be any mistake.
   *
   * @param line the line that the error is in
   * @param running the release of the javac that complains
   */
  static OptionalInt neededBy(Diagnostic<?> error, String line, int running) {
    String code = String.valueOf(error.getCode());
    String message = error.getMessage(Locale.ROOT);
    Matcher needed = NEEDED.matcher(message);
    if (needed.find()) {
      return OptionalInt.of(Integer.parseInt(needed.group(1)));
    }
    Matcher version = CLASS_FILE.matcher(message);
    if (version.find()) {
      return OptionalInt.of(Integer.parseInt(version.group(1)) - BEFORE_JAVA_1);
    }
    if (code.startsWith("compiler.err.preview.feature.disabled")) {
      int finished =
          FINISHED.entrySet().stream()
              .filter(e -> message.contains(e.getKey()))
              .mapToInt(Map.Entry::getValue)
              .max()
              .orElse(0);
      // Finished in a later release, or still to come.
      return OptionalInt.of(Math.max(finished, running + 1));
    }
    if (code.startsWith("compiler.err.underscore.as.identifier")) {
      return OptionalInt.of(UNNAMED_VARIABLES);
    }
    return SHAPES.stream()
        .filter(shape -> shape.release() > running && shape.line().matcher(line).find())
        .mapToInt(Shape::release)
        .findFirst();
  }
}
