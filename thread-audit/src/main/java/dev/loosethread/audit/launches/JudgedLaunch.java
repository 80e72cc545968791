package dev.loosethread.audit.launches;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Question;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One place that runs code on another thread, and the verdict of the audit.
 *
 * @param site the call; for {@link Kind#FRAMEWORK_METHOD} the method, for {@link Kind#FINDING} what
 *     the finding is about
 * @param member the code it stands in, or null for a finding about a field
 * @param call its name in reports: {@code pool.submit()}
 * @param runs the name of the launched code in reports
 * @param answers to the questions that make sense for its kind, the others left out
 * @param findings the rules' findings about it
 */
public record JudgedLaunch(
    Kind kind,
    Site site,
    @Nullable Body member,
    String call,
    String runs,
    Map<Question, Answer> answers,
    Verdict verdict,
    List<Finding> findings) {
  public JudgedLaunch {
    answers = new EnumMap<>(answers);
    findings = List.copyOf(findings);
  }

  /** The kinds of launches. */
  public enum Kind {
    /** {@code Thread.start()} and equivalents. */
    THREAD,
    VIRTUAL_THREAD,
    /** One task for an executor, now or after a delay. */
    EXECUTOR_TASK,
    PERIODIC_TASK,
    /** A task of an owner that stops it, waits for it and hears of what it throws. */
    SUPERVISED_TASK,
    /** One task for a {@code java.util.Timer}. */
    TIMER_TASK,
    /** An async stage of a {@code CompletableFuture}. */
    ASYNC_STAGE,
    FORK_JOIN,
    /** Listed only: its threads are the common pool's. */
    PARALLEL_STREAM,
    /** A method that a container runs on its own threads, as an annotation says. */
    FRAMEWORK_METHOD,
    /** Listed only: runs when the JVM exits. */
    SHUTDOWN_HOOK,
    /** Listed only: a thread that the JDK starts and stops for a service. */
    JVM_SERVICE,
    /** The creation of an owner of threads: a pool, a timer, a server. */
    THREAD_OWNER,
    /** A finding that belongs to no visible launch. */
    FINDING
  }

  /** The answer to a yes-no question. */
  public enum Holds {
    YES,
    NO,
    /** The visible code shows something that has to be checked. */
    UNKNOWN,
    /** Code decides that is not visible here; nothing here can change the answer. */
    ELSEWHERE
  }

  /**
   * An answer.
   *
   * @param reason the evidence in the code
   * @param advice what to do about it; "" if nothing needs to be done
   */
  public record Answer(Holds holds, String reason, String advice) {
    static Answer yes(String reason) {
      return new Answer(Holds.YES, reason, "");
    }

    static Answer no(String reason, String advice) {
      return new Answer(Holds.NO, reason, advice);
    }

    static Answer unknown(String reason, String advice) {
      return new Answer(Holds.UNKNOWN, reason, advice);
    }

    static Answer elsewhere(String reason) {
      return new Answer(Holds.ELSEWHERE, reason, "");
    }

    boolean isYes() {
      return holds == Holds.YES;
    }

    /** Returns whether there is nothing to do or to decide about it here. */
    boolean isSettled() {
      return holds == Holds.YES || holds == Holds.ELSEWHERE;
    }
  }

  /** Worst first. */
  public enum Verdict {
    /** It cannot be stopped, or a pattern that is on by default reports it. */
    RED,
    /** An answer is no or has to be checked. */
    YELLOW,
    /** Everything holds. */
    GREEN,
    /** Not judged: of a kind that needs no judgement, or decided by code that is not visible. */
    LISTED
  }
}
