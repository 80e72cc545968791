package dev.loosethread.workbench;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A javac plugin that prints a line when javac has finished a step for a file. */
public final class CompilationSteps implements Plugin {
  public static final String NAME = "LoosethreadSteps";

  /** Starts each line; no file name starts with it. */
  private static final String MARK = "\u0001";

  /** The steps of a compilation. javac finishes one for all files before the next. */
  public enum Step {
    /** The expressions of the file have types. */
    READ,
    /** The checks have run on the file. */
    CHECKED
  }

  public record Done(Step step, Path file) {}

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public void init(JavacTask task, String... arguments) {
    Map<Step, Set<String>> seen = new EnumMap<>(Step.class);
    task.addTaskListener(
        new TaskListener() {
          @Override
          public void started(TaskEvent event) {
            tell(Step.READ, event);
          }

          @Override
          public void finished(TaskEvent event) {
            tell(Step.CHECKED, event);
          }

          private void tell(Step step, TaskEvent event) {
            if (event.getKind() != TaskEvent.Kind.ANALYZE || event.getSourceFile() == null) {
              return;
            }
            String file = Path.of(event.getSourceFile().toUri()).toString();
            if (seen.computeIfAbsent(step, s -> new HashSet<>()).add(file)) {
              System.err.println(MARK + step + " " + file);
            }
          }
        });
  }

  /** Parses a line; returns an empty result if the plugin did not print it. */
  static Optional<Done> parse(String line) {
    if (!line.startsWith(MARK)) {
      return Optional.empty();
    }
    String[] parts = line.substring(MARK.length()).split(" ", 2);
    return Optional.of(new Done(Step.valueOf(parts[0]), Path.of(parts[1])));
  }
}
