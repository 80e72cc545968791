package dev.loosethread.audit.engine;

import dev.loosethread.source.CallText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the classes of a source set that may call a method, those of other batches included. */
final class CallerFiles {
  private static final Pattern PACKAGE =
      Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);

  private final SourceSet set;
  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  CallerFiles(SourceSet set) {
    this.set = set;
  }

  /** Returns the full names of the classes that are named after their files. */
  List<String> calling(String methodName) {
    return known.computeIfAbsent(methodName, this::find);
  }

  private List<String> find(String methodName) {
    List<String> classes = new ArrayList<>();
    for (Path file : set.files()) {
      String text = text(file);
      if (CallText.mayCall(text, methodName)) {
        Matcher matcher = PACKAGE.matcher(text);
        String name = file.getFileName().toString().replaceFirst("\\.java$", "");
        classes.add(matcher.find() ? matcher.group(1) + "." + name : name);
      }
    }
    return classes;
  }

  private String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), set.encoding());
    } catch (IOException e) {
      // Told when it is audited.
      return "";
    }
  }
}
