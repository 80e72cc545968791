package dev.loosethread.application;

import dev.loosethread.bytecode.BytecodeFrontEnd;
import dev.loosethread.bytecode.ClassFiles;
import dev.loosethread.bytecode.Unreadable;
import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.engine.ClassJudgement;
import dev.loosethread.model.engine.ClassJudgement.Judged;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Runs the rules over all classes of an application together.
 *
 * <p>First over each class, for what it shows by itself. Then again over those that use a class
 * which turned out to own threads, or to make owners for its callers, now that this is known.
 */
public final class ApplicationAnalysis {
  /** An owner may own an owner, and a factory call a factory. */
  private static final int ROUNDS = 3;

  /** The patterns that users of an owner can violate; all others concern the owner itself. */
  private static final Set<Pattern> OF_USERS =
      EnumSet.of(
          Pattern.THREAD_OWNER_NOT_CLOSED,
          Pattern.EXECUTOR_NOT_SHUT_DOWN,
          Pattern.SCHEDULED_EXECUTOR_NOT_SHUT_DOWN,
          Pattern.LOCAL_EXECUTOR_NOT_SHUT_DOWN,
          Pattern.TIMER_NOT_CANCELLED);

  /** Class files do not keep the suppressions of their sources; the listener looks for these. */
  private static boolean nothingSuppressed(Finding finding) {
    return false;
  }

  private final BytecodeFrontEnd frontEnd;
  private final Catalogue catalogue;
  private final Listener listener;
  private final Set<Map.Entry<Pattern, Site>> found = new HashSet<>();
  private final List<EndMethodUse> ended = new ArrayList<>();

  /** Hears what comes out. */
  public interface Listener {
    /** Called for each finding once. */
    void found(ClassFacts facts, Finding finding);

    /** Called for each class that could not be analysed; the others are all the same. */
    void failed(String topLevelClass, Throwable reason);

    /**
     * Called for each class whose class file could not be read, by name, when all is done; the
     * others were analysed without it.
     */
    default void unreadable(String type, Unreadable reason) {}

    /** Called for each class that was read, before its findings. */
    default void read(ClassFacts facts) {}
  }

  private ApplicationAnalysis(ClassFiles files, Catalogue catalogue, Listener listener) {
    this.frontEnd = new BytecodeFrontEnd(files);
    this.catalogue = catalogue;
    this.listener = listener;
  }

  /** Analyses the application's classes with the built-in catalogue and tells the listener. */
  public static void analyse(ClassFiles files, Listener listener) {
    analyse(files, Catalogues.builtIn(), listener);
  }

  /** Analyses the application's classes and tells the listener. */
  public static void analyse(ClassFiles files, Catalogue catalogue, Listener listener) {
    new ApplicationAnalysis(files, catalogue, listener).analyse(catalogue::mayConcern);
  }

  /** Reads also the classes that can have no findings, to see whether they can be followed. */
  public static void analyseAll(ClassFiles files, Listener listener) {
    new ApplicationAnalysis(files, Catalogues.builtIn(), listener).analyse(words -> true);
  }

  private void analyse(Predicate<CharSequence> mayConcern) {
    List<ClassSummary.Made> made = new ArrayList<>();
    ClassJudgement ofAll = new ClassJudgement(catalogue, EnumSet.allOf(Pattern.class));
    for (String type : frontEnd.topLevelClassesMentioning(mayConcern)) {
      guarded(type, facts -> judge(facts, ofAll, made));
    }
    ApplicationReferences references = new ApplicationReferences(frontEnd);
    List<String> rows = new ArrayList<>();
    for (int round = 0; round < ROUNDS && !made.isEmpty(); round++) {
      made.forEach(m -> rows.add(m.row()));
      Catalogue derived = Catalogues.withDerived(catalogue, rows);
      ClassJudgement ofUsers = new ClassJudgement(derived, OF_USERS);
      Set<String> users = references.usersOf(made);
      made.clear();
      for (String type : users) {
        guarded(type, facts -> judgeUser(facts, ofUsers, made));
      }
      made.removeIf(m -> rows.contains(m.row()));
    }
    judgeStarters(references);
    for (EndMethodUse threads : references.neverEnded(ended)) {
      if (!threads.isOpen() || references.hasMain()) {
        guarded(
            frontEnd.topLevelOf(threads.type().name()),
            facts -> report(facts, threads.neverCalled()));
      }
    }
    new TreeMap<>(frontEnd.unreadable()).forEach(listener::unreadable);
  }

  /** Looks at who starts an owner of threads that has none before. */
  private void judgeStarters(ApplicationReferences references) {
    List<EndMethodUse> started = ended.stream().filter(EndMethodUse::isStarted).toList();
    if (started.isEmpty()) {
      return;
    }
    List<ClassSummary.Made> made = started.stream().map(EndMethodUse::asOwner).toList();
    Catalogue derived =
        Catalogues.withDerived(catalogue, made.stream().map(ClassSummary.Made::row).toList());
    ClassJudgement judgement =
        new ClassJudgement(derived, EnumSet.of(Pattern.THREAD_OWNER_NOT_CLOSED));
    Set<String> starts =
        started.stream().flatMap(t -> t.starts().stream()).collect(Collectors.toSet());
    for (String type : references.usersOf(made)) {
      guarded(
          type,
          facts -> {
            Judged judged = judgement.judge(facts, ApplicationAnalysis::nothingSuppressed);
            judged.findings().stream()
                .filter(finding -> EndMethodUse.isStartedToo(judged.index(), finding, starts))
                .forEach(finding -> report(facts, finding));
          });
    }
  }

  private void guarded(String type, Consumer<ClassFacts> task) {
    try {
      frontEnd.read(type).ifPresent(task);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      listener.failed(type, e);
    }
  }

  private void judge(ClassFacts facts, ClassJudgement judgement, List<ClassSummary.Made> made) {
    listener.read(facts);
    Judged judged = judgement.judge(facts, ApplicationAnalysis::nothingSuppressed);
    judged.findings().forEach(finding -> report(facts, finding));
    ClassSummary summary = ClassSummary.of(judged.index());
    made.addAll(summary.made());
    ended.addAll(summary.ended());
  }

  private void judgeUser(ClassFacts facts, ClassJudgement judgement, List<ClassSummary.Made> made) {
    Judged judged = judgement.judge(facts, ApplicationAnalysis::nothingSuppressed);
    judged.findings().forEach(finding -> report(facts, finding));
    made.addAll(ClassSummary.of(judged.index()).made());
  }

  private void report(ClassFacts facts, Finding finding) {
    if (found.add(Map.entry(finding.pattern(), finding.site()))) {
      listener.found(facts, finding);
    }
  }
}
