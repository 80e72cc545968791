package dev.loosethread.model.finding;

import java.nio.file.Path;

/** The source of the Error Prone checker of a pattern. */
final class CheckerFile {
  static final Path FOLDER =
      GeneratedFile.ROOT.resolve("errorprone-checks/src/main/java/dev/loosethread/errorprone");

  static final String HEADER =
      "// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.\n";

  private static final int LINE_LENGTH = 100;

  private CheckerFile() {}

  static Path path(Pattern pattern) {
    return FOLDER.resolve(pattern.patternName() + ".java");
  }

  static String text(Pattern pattern) {
    return HEADER
        + """
        package dev.loosethread.errorprone;

        import static com.google.errorprone.BugPattern.LinkType.NONE;
        import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

        import com.google.auto.service.AutoService;
        import com.google.errorprone.BugPattern;
        import com.google.errorprone.bugpatterns.BugChecker;
        import %s;

        /** Reports {@link Pattern#%s}. */
        @AutoService(BugChecker.class)
        @BugPattern(
            name = "%s",
        %s
            severity = WARNING,
            linkType = NONE,
            tags = BugPattern.StandardTags.%s)
        public final class %s extends LifecycleChecker {
          public %s() {
            super(Pattern.%s);
          }
        }
        """
            .formatted(
                Pattern.class.getName(),
                pattern.name(),
                pattern.patternName(),
                summary(pattern),
                pattern.isPreview() ? "FRAGILE_CODE" : "LIKELY_ERROR",
                pattern.patternName(),
                pattern.patternName(),
                pattern.name());
  }

  /** As the formatter breaks it. */
  private static String summary(Pattern pattern) {
    String line = "    summary = \"%s\",".formatted(pattern.summary());
    return line.length() <= LINE_LENGTH
        ? line
        : line.replace("    summary = ", "    summary =\n        ");
  }
}
