package dev.loosethread.spotbugs;

import dev.loosethread.bytecode.BytecodeSite;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.source.ClassFileSuppressions;
import edu.umd.cs.findbugs.ba.AnalysisContext;
import edu.umd.cs.findbugs.ba.SourceFinder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Looks for suppressions in source files: those that SpotBugs was given ({@code -sourcepath}), and,
 * for tools that do not give them, those in the folders that the system property {@code
 * loosethread.sourcepath} names, separated as in a class path.
 */
final class Sources {
  private static final String FOLDERS = System.getProperty("loosethread.sourcepath", "");

  private final Map<String, ClassFileSuppressions> read = new HashMap<>();

  /** Returns true if a suppression in the source covers the pattern, or its type of bug. */
  boolean suppress(Pattern pattern, String bugType, BytecodeSite site) {
    AnalysisContext context = AnalysisContext.currentAnalysisContext();
    String file = context.lookupSourceFile(site.type());
    if (!file.endsWith(".java")) {
      return false;
    }
    int dot = site.type().lastIndexOf('.');
    String home = dot < 0 ? "" : site.type().substring(0, dot);
    return read.computeIfAbsent(
            home + "/" + file, key -> read(context.getSourceFinder(), home, file))
        .cover(
            new ClassFileSuppressions.Place(
                site.type(), site.member(), site.isInMethod(), site.line()),
            Set.of(pattern.patternName(), bugType));
  }

  private static ClassFileSuppressions read(SourceFinder sources, String home, String file) {
    try (InputStream in = sources.findSourceFile(home, file).getInputStream()) {
      return ClassFileSuppressions.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return readFromFolders(Path.of(home.replace('.', '/'), file));
    }
  }

  private static ClassFileSuppressions readFromFolders(Path file) {
    for (String folder : FOLDERS.split(File.pathSeparator)) {
      Path source = Path.of(folder).resolve(file);
      if (!folder.isEmpty() && Files.isRegularFile(source)) {
        try {
          return ClassFileSuppressions.of(Files.readString(source));
        } catch (IOException e) {
          // The same as a file that is not there.
          return ClassFileSuppressions.of("");
        }
      }
    }
    return ClassFileSuppressions.of("");
  }
}
