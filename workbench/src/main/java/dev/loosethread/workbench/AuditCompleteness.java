package dev.loosethread.workbench;

import dev.loosethread.audit.engine.AuditEngine;
import dev.loosethread.audit.engine.AuditOptions;
import dev.loosethread.audit.engine.Problems;
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.SourceSet;
import dev.loosethread.audit.launches.JudgedLaunch.Kind;
import dev.loosethread.audit.targets.Maven;
import dev.loosethread.audit.targets.Targets;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.finding.Pattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Checks that the inventory of the audit is complete: each thread start that Flight Recorder
 * recorded during the tests of a project must come from a place in the inventory.
 */
public final class AuditCompleteness {
  /** How many lines a frame may be below the first line of its launch. */
  private static final int LINES_OF_AN_EXPRESSION = 60;

  private static final String STREAM = "a stage of a parallel stream";

  private final Map<String, List<Row>> rows = new HashMap<>();
  private final Set<String> ownTypes = new HashSet<>();
  private final Set<String> testTypes = new HashSet<>();
  private final Map<String, Integer> missed = new TreeMap<>();
  private int threads;
  private int own;
  private int found;
  private final Set<String> places = new HashSet<>();

  private AuditCompleteness() {}

  /**
   * @param arguments the folder of the project, and the folder with the recordings
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 2) {
      System.err.println("usage: audit-completeness PROJECT RECORDINGS");
      System.exit(2);
    }
    AuditCompleteness run = new AuditCompleteness();
    run.audit(Path.of(arguments[0]));
    try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jfr")).sorted().toList()) {
        run.compare(file);
      }
    }
    run.print();
  }

  private void audit(Path project) throws InterruptedException {
    Problems problems = new Problems();
    AuditOptions options =
        new AuditOptions(
            Catalogues.builtIn(),
            EnumSet.noneOf(Pattern.class),
            EnumSet.noneOf(Pattern.class),
            file -> project.toAbsolutePath().relativize(file.toAbsolutePath()).toString(),
            Runtime.getRuntime().availableProcessors(),
            false);
    try (Maven maven = new Maven(false, problems)) {
      Targets targets = new Targets(problems, maven, file -> true, null);
      targets.add(project.toString());
      for (SourceSet set : targets.sources()) {
        for (Path file : set.files()) {
          set.sourcePath().stream()
              .filter(file::startsWith)
              .findFirst()
              .ifPresent(root -> addType(root.relativize(file), set.isTest()));
        }
      }
      for (Row row :
          new AuditEngine(options, problems)
              .audit(targets.sources(), List.of(), done -> {})
              .rows()) {
        rows.computeIfAbsent(row.type(), t -> new ArrayList<>()).add(row);
      }
    }
    problems.lines().forEach(line -> System.out.println("problem: " + line));
  }

  private void addType(Path file, boolean isTest) {
    String path = file.toString();
    String type = path.substring(0, path.length() - ".java".length()).replace('/', '.');
    ownTypes.add(type);
    if (isTest) {
      testTypes.add(type);
    }
  }

  private void compare(Path recording) {
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals("jdk.ThreadStart")) {
          compare(event);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compare(RecordedEvent event) {
    threads++;
    if (event.getStackTrace() == null) {
      return;
    }
    // Flight Recorder sometimes omits the innermost frames.
    String called = "start()";
    boolean isStream = false;
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      String type = frame.getMethod().getType().getName();
      if (isOfJdk(type)) {
        called = name(frame);
        isStream = type.startsWith("java.util.stream.");
        continue;
      }
      // The first frame outside the JDK is the launch; it may belong to another library.
      if (ownTypes.contains(topLevel(type))) {
        compare(topLevel(type), frame, isStream ? STREAM : called);
      }
      return;
    }
  }

  private void compare(String type, RecordedFrame frame, String called) {
    own++;
    String place = type + "." + frame.getMethod().getName() + ":" + frame.getLineNumber();
    places.add(place);
    if (isInInventory(type, frame, called)) {
      found++;
    } else {
      String part = testTypes.contains(type) ? "test " : "main ";
      missed.merge(part + place + " calls " + called, 1, Integer::sum);
    }
  }

  private static boolean isOfJdk(String type) {
    return Stream.of("java.", "javax.", "jdk.", "sun.", "com.sun.").anyMatch(type::startsWith);
  }

  private static String topLevel(String type) {
    int nested = type.indexOf('$');
    return nested < 0 ? type : type.substring(0, nested);
  }

  /** Returns the last part of the call of a row: the name of the method or of the created type. */
  private static String name(RecordedFrame callee) {
    String method = callee.getMethod().getName();
    if (!method.equals("<init>")) {
      return method + "()";
    }
    String type = callee.getMethod().getType().getName();
    return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1) + "()";
  }

  private boolean isInInventory(String type, RecordedFrame frame, String called) {
    return rows.getOrDefault(type, List.of()).stream()
        .filter(row -> isCalled(row, called))
        .filter(row -> row.line() <= frame.getLineNumber())
        .anyMatch(row -> row.line() + LINES_OF_AN_EXPRESSION >= frame.getLineNumber());
  }

  private static boolean isCalled(Row row, String called) {
    if (called.equals(STREAM)) {
      // The last stage starts the threads; the first one makes the stream parallel.
      return row.kind() == Kind.PARALLEL_STREAM;
    }
    return row.call().equals(called)
        || row.call().endsWith("." + called)
        || row.call().endsWith(" " + called)
        || (row.call().equals("super()") && called.equals("Timer()"));
  }

  private void print() {
    System.out.printf(
        "%d threads were started, %d of them from the project's own code (%d places of it): %d are in"
            + " the inventory of %d launches, %d are not%n",
        threads,
        own,
        places.size(),
        found,
        rows.values().stream().mapToInt(List::size).sum(),
        own - found);
    missed.forEach((place, count) -> System.out.printf("  missed %d: %s%n", count, place));
  }
}
