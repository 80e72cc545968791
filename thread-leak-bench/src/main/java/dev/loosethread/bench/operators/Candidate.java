package dev.loosethread.bench.operators;

import java.util.List;

/**
 * A place where an operator can undo one thing.
 *
 * @param position offset of what is undone
 * @param what is undone, in a few words of the source, on one line
 * @param variants ways to undo it, the preferred one first; the first that compiles is taken
 * @param anchors where a finding about it may stand: the lines of the owner, loop or flag and of
 *     the member that was changed
 */
public record Candidate(int position, String what, List<List<Edit>> variants, List<Lines> anchors) {
  public Candidate {
    what = what.replaceAll("\\s+", " ").strip();
    variants = variants.stream().map(List::copyOf).toList();
    anchors = List.copyOf(anchors);
    if (variants.isEmpty() || anchors.isEmpty()) {
      throw new IllegalArgumentException("nothing to do, or nowhere to look: " + what);
    }
  }
}
