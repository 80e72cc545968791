package dev.loosethread.leaks.track;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which threads a scope looks at; immutable.
 *
 * @param include if not empty, only threads that match one of these patterns count
 * @param exclude threads that match one of these patterns do not count
 * @param ignored the identifiers of further threads that do not count
 */
public record ThreadFilter(
    List<ThreadPattern> include, List<ThreadPattern> exclude, Set<Long> ignored) {
  /** Looks at all threads. */
  public static final ThreadFilter ALL = new ThreadFilter(List.of(), List.of(), Set.of());

  /** Copies the arguments. */
  public ThreadFilter {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    ignored = Set.copyOf(ignored);
  }

  /** Returns a copy with further patterns to include. */
  public ThreadFilter including(List<ThreadPattern> patterns) {
    return new ThreadFilter(joined(include, patterns), exclude, ignored);
  }

  /** Returns a copy with further patterns to exclude. */
  public ThreadFilter excluding(List<ThreadPattern> patterns) {
    return new ThreadFilter(include, joined(exclude, patterns), ignored);
  }

  /** Returns a copy that ignores all threads that are alive now. */
  public ThreadFilter ignoringCurrent() {
    Set<Long> ids = new HashSet<>(ignored);
    JvmThreads.list(true).forEach(t -> ids.add(t.id()));
    return new ThreadFilter(include, exclude, ids);
  }

  /** Returns true if a pattern asks for the stack that started a thread. */
  public boolean needsStarts() {
    return Stream.concat(include.stream(), exclude.stream()).anyMatch(ThreadPattern::needsStart);
  }

  /** Returns true if a thread counts. */
  public boolean accepts(LiveThread thread, StartLookup starts) {
    return !ignored.contains(thread.id())
        && (include.isEmpty() || anyMatches(include, thread, starts))
        && !anyMatches(exclude, thread, starts);
  }

  private static boolean anyMatches(
      List<ThreadPattern> patterns, LiveThread thread, StartLookup starts) {
    return patterns.stream().anyMatch(p -> p.matches(thread, () -> starts.of(thread).frames()));
  }

  private static List<ThreadPattern> joined(List<ThreadPattern> some, List<ThreadPattern> more) {
    List<ThreadPattern> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
