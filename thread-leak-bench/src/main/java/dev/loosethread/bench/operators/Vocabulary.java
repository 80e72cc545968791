package dev.loosethread.bench.operators;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.MethodTree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeMirror;

/**
 * The types and names that operators go by. They are those of the JDK's own documentation and of
 * common usage; a library's types count through their supertypes.
 */
public final class Vocabulary {
  /** Types whose instances keep threads, or the thread itself. */
  public static final List<String> OWNERS =
      List.of(
          "java.util.concurrent.ExecutorService",
          "java.util.Timer",
          "java.lang.Thread",
          "java.nio.file.WatchService",
          "java.nio.channels.AsynchronousChannelGroup",
          "com.sun.net.httpserver.HttpServer",
          "java.util.concurrent.SubmissionPublisher");

  /** Handles of what such an owner does. */
  public static final String FUTURE = "java.util.concurrent.Future";

  /** Methods of owners and handles that end them. */
  public static final Set<String> RELEASES =
      Set.of(
          "shutdown",
          "shutdownNow",
          "shutdownGracefully",
          "close",
          "closeExceptionally",
          "cancel",
          "interrupt",
          "stop",
          "terminate",
          "destroy",
          "dispose");

  /** Matches the names of end methods. */
  private static final Pattern END =
      Pattern.compile(
          "(?:do|on|internal|_)?(?:close|stop|shut[dD]own|destroy|dispose|terminate|tear[dD]own|halt|end|kill"
              + "|release|disconnect|deactivate|uninitiali[sz]e|deinit|unload|finali[sz]e|cleanup|quit|exit"
              + "|cancel|undeploy|unregister|abort|finish|complete)(?:[A-Z_0-9].*)?",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> END_ANNOTATIONS =
      Set.of(
          "PreDestroy", "After", "AfterEach", "AfterAll", "AfterClass", "Deactivate", "Disposes");

  private static final Pattern START =
      Pattern.compile(
          "(?:do|on|internal|_)?(?:start|open|init|run|connect|activate|schedule|begin|launch|resume|ensure)"
              + "(?:[A-Z_0-9].*|ialize.*|ialise.*)?");

  private Vocabulary() {}

  /** Returns whether it is one of {@link #OWNERS} or a subtype. */
  public static boolean isOwner(SourceUnit unit, TypeMirror type) {
    return unit.isSubtypeOfAny(type, OWNERS);
  }

  /** Returns whether a method ends its object's life, by its name or its annotations. */
  public static boolean isEndMethod(MethodTree method) {
    return isEndName(method.getName())
        || method.getModifiers().getAnnotations().stream().anyMatch(Vocabulary::isEndAnnotation);
  }

  /** Returns whether a method of this name ends its object's life. */
  public static boolean isEndName(CharSequence name) {
    return END.matcher(name).matches();
  }

  private static boolean isEndAnnotation(AnnotationTree annotation) {
    String name = annotation.getAnnotationType().toString();
    return END_ANNOTATIONS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** Returns whether a method's name says that it starts something. */
  public static boolean isStartMethod(MethodTree method) {
    return START.matcher(method.getName()).matches();
  }
}
