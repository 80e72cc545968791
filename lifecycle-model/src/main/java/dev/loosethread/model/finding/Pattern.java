package dev.loosethread.model.finding;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A bug pattern, with all its metadata. The Error Prone checkers, SpotBugs' descriptors and the
 * lists in the documentation are generated from these constants, and tests check that they are up
 * to date. The order of the constants is the order of the rules and of all lists.
 */
public enum Pattern {
  UNINTERRUPTIBLE_LOOP(
      finds("A task loops forever and ignores interruption, so its thread cannot be stopped")
          .fixedBy("test the interrupt status")
          .answers(Question.CANCELLABLE)
          .cwe(835)
          .rank(10)),
  INTERRUPT_SWALLOWED_IN_LOOP(
      finds(
              "An endless loop catches InterruptedException and continues, so its thread cannot"
                  + " be stopped")
          .fixedBy("restore the interrupt and leave the loop")
          .answers(Question.CANCELLABLE)
          .cwe(835)
          .rank(13)),
  NON_VOLATILE_STOP_FLAG(
      finds("A loop polls a plain field that another thread sets, and may never see the change")
          .fixedBy("make it volatile")
          .answers(Question.CANCELLABLE)
          .cwe(567)
          .rank(13)),
  STOP_FLAG_NEVER_CLEARED(
      finds("A loop exits only through a flag that nothing ever changes")
          .fixedBy("change it when the object is closed")
          .answers(Question.CANCELLABLE)
          .cwe(835)
          .rank(13)),
  EXECUTOR_NOT_SHUT_DOWN(
      finds("An executor is created and kept in a field, but nothing shuts it down")
          .fixedBy("two-phase shutdown when the object is closed")
          .answers(Question.OWNED)
          .cwe(772)
          .rank(10)),
  SCHEDULED_EXECUTOR_NOT_SHUT_DOWN(
      finds("A scheduled executor is created, but nothing shuts it down")
          .fixedBy("the same; one in a local variable moves into a field")
          .answers(Question.OWNED)
          .cwe(772)
          .rank(10)),
  LOCAL_EXECUTOR_NOT_SHUT_DOWN(
      finds("An executor in a local variable is left running on some path")
          .fixedBy("shut it down in a finally block")
          .answers(Question.OWNED)
          .cwe(772)
          .rank(13)),
  ENDLESS_TASK_NOT_INTERRUPTED(
      finds("A task loops until it is interrupted, but its executor is only asked to shut down")
          .fixedBy("shutdownNow(), which interrupts it")
          .answers(Question.OWNED)
          .cwe(772)
          .rank(10)),
  EXECUTOR_REPLACED_WITHOUT_SHUTDOWN(
      finds("A field gets a new executor while the previous one still runs")
          .fixedBy("release the old value first")
          .answers(Question.OWNED)
          .cwe(772)
          .rank(13)),
  TIMER_NOT_CANCELLED(
      finds("A timer is created, but nothing cancels it")
          .fixedBy("cancel it when the object is closed")
          .answers(Question.OWNED)
          .cwe(772)
          .rank(10)),
  THREAD_OWNER_NOT_CLOSED(
      finds("An object that owns threads is created, but nothing closes it")
          .fixedBy("close it when its owner is closed")
          .answers(Question.OWNED)
          .cwe(772)
          .rank(13)),
  THREAD_NOT_STOPPED(
      finds("A thread in a field runs until it is interrupted, but nothing interrupts it")
          .fixedBy("interrupt it and join it with a timeout when the object is closed")
          .answers(Question.OWNED)
          .cwe(772)
          .rank(13)),
  UNOWNED_THREAD(
      finds("A thread runs until it is interrupted, but no reference to it is kept")
          .fixedBy("keep it in a field and interrupt it")
          .answers(Question.OWNED)
          .cwe(772)
          .rank(13)),
  SUBCLASS_SKIPS_SUPER_CLOSE(
      finds("An overriding end method never calls the one that ends its superclass's threads")
          .fixedBy("call it at the end")
          .answers(Question.OWNED)
          .cwe(772)
          .rank(13)),
  CONSTRUCTOR_LEAKS_THREAD(
      finds("A constructor starts a thread and can then fail, which leaves the thread running")
          .fixedBy("undo the start if the rest fails")
          .answers(Question.OWNED)
          .cwe(404)
          .rank(13)),
  UNGUARDED_START(
      finds("A start method creates new threads on every call and nothing prevents a second call")
          .fixedBy("an atomic guard that the end method resets")
          .answers(Question.GUARDED)
          .cwe(675)
          .rank(10)),
  NON_ATOMIC_START_GUARD(
      finds(
              "A start method tests its guard and then sets it, so two threads can both pass the"
                  + " test")
          .fixedBy("an atomic guard")
          .answers(Question.GUARDED)
          .cwe(367)
          .rank(13)),
  START_GUARD_NOT_RESET(
      finds("A start guard stays set although nothing runs, so further starts do nothing")
          .fixedBy("reset it if the start fails, and in the end method")
          .answers(Question.GUARDED)
          .cwe(459)
          .rank(13)),
  PERIODIC_TASK_MAY_THROW(
      finds("The first exception of a periodic task silently cancels all further runs")
          .fixedBy("catch and log it in the task")
          .answers(Question.RECOVERS)
          .cwe(248)
          .rank(13)),
  WORKER_LOOP_MAY_DIE(
      finds("The first item that fails ends a worker, and later items are never processed")
          .fixedBy("catch and log it inside the loop")
          .answers(Question.RECOVERS)
          .cwe(248)
          .rank(14)),
  COUNT_DOWN_NOT_IN_FINALLY(
      finds(
              "A latch or semaphore that others wait for is not released if the work before it"
                  + " throws")
          .fixedBy("count down in a finally block")
          .answers(Question.RECOVERS)
          .cwe(833)
          .rank(13)),
  TASK_NOT_CANCELLED_ON_TIMEOUT(
      finds("Nothing waits for a result any more, but the task that computes it keeps running")
          .fixedBy("cancel the future in the handler")
          .answers(Question.CANCELLABLE)
          .cwe(404)
          .rank(13)),
  UNBOUNDED_WAIT_IN_STOP(
      finds("An end method waits without a timeout, so a thread that hangs blocks the shutdown")
          .fixedBy("add a timeout")
          .answers(Question.BOUNDED)
          .cwe(833)
          .rank(14)),
  SHUTDOWN_WITHOUT_AWAIT(
      finds("An end method closes resources that the tasks of an executor still use")
          .fixedBy("await termination, with a timeout")
          .answers(Question.TRACKED)
          .cwe(404)
          .rank(17)
          .inPreview()),
  CALLBACK_AFTER_STOP(
      finds("A callback may run on another thread after its object was closed")
          .fixedBy("check the stop flag first")
          .answers(Question.CANCELLABLE)
          .cwe(362)
          .rank(17)
          .inPreview()),
  /** Needs all classes of an application, so no compiler plugin can report it. */
  END_METHOD_NEVER_CALLED(
      finds("Nothing in the application calls the method that stops an object's threads")
          .fixedBy("by hand")
          .answers(Question.OWNED)
          .cwe(772)
          .rank(17)
          .inPreview()
          .category("BAD_PRACTICE")
          .inWholeApplicationsOnly());

  private static final Set<Pattern> IN_ONE_CLASS = EnumSet.noneOf(Pattern.class);

  static {
    for (Pattern pattern : values()) {
      if (!pattern.isApplicationOnly()) {
        IN_ONE_CLASS.add(pattern);
      }
    }
  }

  private final String patternName = camelCase(name());

  @SuppressWarnings("ImmutableEnumChecker") // Nothing changes it once the constant is made.
  private final Traits traits;

  Pattern(Traits traits) {
    traits.check(name());
    this.traits = traits;
  }

  /**
   * Returns the patterns that a compiler can report, since one class and what it encloses decide.
   */
  public static Set<Pattern> inOneClass() {
    return Collections.unmodifiableSet(IN_ONE_CLASS);
  }

  /** Returns the pattern that users know by this name; empty if there is none. */
  public static Optional<Pattern> named(String patternName) {
    for (Pattern pattern : values()) {
      if (pattern.patternName.equals(patternName)) {
        return Optional.of(pattern);
      }
    }
    return Optional.empty();
  }

  /** Returns the name that users see and suppress by. Checker and page have the same name. */
  public String patternName() {
    return patternName;
  }

  /** Returns what is wrong, in one sentence without a full stop. */
  public String summary() {
    return traits.summary;
  }

  /** Returns what the fix does, in a few words. */
  public String fix() {
    return traits.fix;
  }

  /** Returns the question of an audit that a finding answers with no. */
  public Question question() {
    return Objects.requireNonNull(traits.question); // checked for all constants
  }

  /** Returns true if findings are advice rather than verdicts, and silent unless enabled. */
  public boolean isPreview() {
    return traits.isPreview;
  }

  /** Returns true if only the classes of a whole application decide it. */
  public boolean isApplicationOnly() {
    return traits.isApplicationOnly;
  }

  /** Returns the number of the weakness in the Common Weakness Enumeration. */
  public int cwe() {
    return traits.cwe;
  }

  /** Returns the type of bug in SpotBugs, such as {@code LT_UNGUARDED_START}. */
  public String spotBugsType() {
    return "LT_" + name();
  }

  /** Returns the category in SpotBugs, such as {@code MT_CORRECTNESS}. */
  public String spotBugsCategory() {
    return traits.category;
  }

  /** Returns the rank in SpotBugs, from 1, the worst, to 20. */
  public int spotBugsRank() {
    return traits.rank;
  }

  private static String camelCase(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.split("_")) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  private static Traits finds(String summary) {
    return new Traits(summary);
  }

  /** Collects the metadata of a constant. */
  private static final class Traits {
    private final String summary;
    private String fix = "";
    private @Nullable Question question;
    private int cwe;
    private int rank;
    private String category = "MT_CORRECTNESS";
    private boolean isPreview;
    private boolean isApplicationOnly;

    Traits(String summary) {
      this.summary = summary;
    }

    Traits fixedBy(String words) {
      fix = words;
      return this;
    }

    Traits answers(Question asked) {
      question = asked;
      return this;
    }

    Traits cwe(int number) {
      cwe = number;
      return this;
    }

    Traits rank(int number) {
      rank = number;
      return this;
    }

    Traits category(String name) {
      category = name;
      return this;
    }

    Traits inPreview() {
      isPreview = true;
      return this;
    }

    Traits inWholeApplicationsOnly() {
      isApplicationOnly = true;
      return this;
    }

    void check(String constant) {
      if (fix.isEmpty() || question == null || cwe == 0 || rank == 0) {
        throw new IllegalStateException(
            "Pattern." + constant + " needs fixedBy, answers, cwe and rank.");
      }
    }
  }
}
