package dev.loosethread.leaks.track;

import java.util.List;
import java.util.regex.Pattern;

/** Recognizes threads that are never leaks: those of the JVM, of tools and of test engines. */
final class KnownThreads {
  /** The names of such threads, as regular expressions. */
  private static final Pattern NAMES =
      Pattern.compile(
          String.join(
              "|",
              List.of(
                  // The JVM.
                  "Reference Handler|Finalizer|Signal Dispatcher|Notification Thread|DestroyJavaVM",
                  "Attach Listener|Service Thread|Sweeper thread|Monitor Deflation Thread",
                  ".*CompilerThread\\d*|JVMCI.*|[Ll]ibgraal.*|SIG[A-Z]+ handler",
                  // The JDK, which shares them among all users.
                  "Common-Cleaner|Cleaner-\\d+|process reaper.*|JFR .*|Java2D .*|AWT-.*",
                  "ForkJoinPool\\.commonPool-.*|CompletableFutureDelayScheduler",
                  "VirtualThread-un.*|(Read|Write|Master)-?Poller.*|ForkJoinPool-\\d+-delayScheduler",
                  "RMI .*|JMX server connection timeout.*|Keep-Alive-(Timer|SocketCleaner)",
                  // Debuggers, profilers, IDEs, build tools and test engines.
                  "JDWP .*|YJPAgent-.*|Monitor Ctrl-Break|junit-.*|testng-.*|[Ss]urefire-.*",
                  "ThreadedStreamConsumer|Test worker|/[\\d.:]+ to /[\\d.:]+ workers.*|testcontainers-.*",
                  // Libraries that keep one for the whole JVM by design.
                  "globalEventExecutor-.*|threadDeathWatcher-.*|ObjectCleanerThread",
                  "boundedElastic-evictor-.*|RxSchedulerPurge.*|RxCachedWorkerPoolEvictor-.*",
                  "metrics-meter-tick-thread.*|Log4j2-.*|XNIO-1 .*|Reference Reaper|JNA Cleaner",
                  "mysql-cj-abandoned-connection-cleanup|Abandoned connection cleanup thread",
                  "OkHttp TaskRunner|Okio Watchdog|DefaultDispatcher-worker-\\d+",
                  "kotlinx\\.coroutines\\.DefaultExecutor|scala-execution-context-global-.*")));

  private KnownThreads() {}

  static boolean isKnown(LiveThread thread) {
    String type = thread.className();
    return type.equals("jdk.internal.misc.CarrierThread")
        || type.startsWith("org.junit.")
        || NAMES.matcher(thread.name()).matches();
  }
}
