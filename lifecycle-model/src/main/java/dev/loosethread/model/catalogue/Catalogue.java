package dev.loosethread.model.catalogue;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The knowledge about library types: who owns threads, how they are created and released, and which
 * callees run a task now or later on another thread.
 *
 * <p>Analyses and rules ask {@code index.Library}, which binds a catalogue to the type hierarchy of
 * one class.
 */
public final class Catalogue {
  private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";

  /**
   * What a launch of a project's own kind of thread or executor is called, and what has no type.
   */
  private static final List<String> LAUNCH_WORDS =
      List.of(
          "start(", "execute(", "submit(", "schedule(", "Async(", "arallel", "fork(", "invokeA");

  /** The time at which a callee runs a functional argument. */
  public enum TaskRun {
    /** On the calling thread, before the call returns. */
    NOW,
    /** Once, on another thread. */
    LATER,
    /** Again and again, on another thread. */
    PERIODICALLY,
    /** On another thread, by an owner that stops it, waits for it and receives its exceptions. */
    SUPERVISED
  }

  private record TaskArgument(TaskRun run, int index) {}

  private final OwnerRows owners = new OwnerRows();
  private final MethodRows<OwnerKind> creates = new MethodRows<>();
  private final MethodRows<TaskArgument> runs = new MethodRows<>();

  /** The arguments that would bound the wait, "" if a fix knows none. */
  private final MethodRows<String> waits = new MethodRows<>();

  private final Map<ArgumentKind, MethodRows<Integer>> arguments =
      new EnumMap<>(ArgumentKind.class);
  private final Map<MethodKind, MethodRows<Boolean>> methods = new EnumMap<>(MethodKind.class);

  /** In the order of the rows, since the first ones are preferred. */
  private final Map<WordKind, Set<String>> words = new EnumMap<>(WordKind.class);

  /** The types by the methods' names. */
  private final Map<String, Set<String>> endMethods = new HashMap<>();

  /** The lines of the user's files, by name, in order. */
  private final Map<String, List<String>> userFiles = new LinkedHashMap<>();

  private final List<CatalogueLine> userTypes = new ArrayList<>();
  private final Set<String> gateWords = new HashSet<>();
  private final Set<String> launchWords = new HashSet<>(LAUNCH_WORDS);
  private @Nullable SourceGate gate;

  Catalogue() {
    for (ArgumentKind kind : ArgumentKind.values()) {
      arguments.put(kind, new MethodRows<>());
    }
    for (MethodKind kind : MethodKind.values()) {
      methods.put(kind, new MethodRows<>());
    }
    for (WordKind kind : WordKind.values()) {
      words.put(kind, new LinkedHashSet<>());
    }
  }

  void addUserFile(String name, List<String> lines) {
    userFiles.put(name, List.copyOf(lines));
  }

  Map<String, List<String>> userFiles() {
    return userFiles;
  }

  void addOwner(String type, OwnerKind kind, List<ReleaseMethod> releases, boolean isMadeByNew) {
    owners.add(type, kind, releases, isMadeByNew);
  }

  void addCreate(MethodPattern method, OwnerKind kind) {
    creates.add(method, kind);
  }

  void addRun(MethodPattern method, TaskRun run, int argument) {
    runs.add(method, new TaskArgument(run, argument));
  }

  void addWait(MethodPattern method, String bound) {
    waits.add(method, bound);
  }

  void addEndMethod(String type, String name) {
    endMethods.computeIfAbsent(name, n -> new HashSet<>()).add(type);
  }

  void add(ArgumentKind kind, MethodPattern method, int argument) {
    of(kind).add(method, argument);
  }

  void add(MethodKind kind, MethodPattern method) {
    of(kind).add(method, true);
  }

  void add(WordKind kind, String word) {
    of(kind).add(word);
  }

  // The constructor has made one of each kind.

  private MethodRows<Integer> of(ArgumentKind kind) {
    return Objects.requireNonNull(arguments.get(kind));
  }

  private MethodRows<Boolean> of(MethodKind kind) {
    return Objects.requireNonNull(methods.get(kind));
  }

  private Set<String> of(WordKind kind) {
    return Objects.requireNonNull(words.get(kind));
  }

  void addUserType(CatalogueLine line) {
    userTypes.add(line);
  }

  /** Lets sources in which the word occurs be looked at. */
  void addGateWord(String word) {
    gateWords.add(word);
    gate = null;
  }

  /** Lets the audit, but no check, look at sources in which the word occurs. */
  void addLaunchWord(String word) {
    launchWords.add(word);
  }

  /** Returns the kind of owner that values of this type are, if any. */
  public Optional<OwnerKind> ownerKind(String type, TypeHierarchy hierarchy) {
    return owners.find(type, hierarchy).map(OwnerRows.Owner::kind);
  }

  /**
   * Returns the kind of owner that this call or instance creation creates, and that its caller must
   * release; empty for lookups such as {@code ForkJoinPool.commonPool()}, for pools that end by
   * themselves, and for decorators (see {@link #decoratedArgument}).
   */
  public Optional<OwnerKind> creates(Event.Call call, TypeHierarchy hierarchy) {
    // Most calls go no further, so the rest stands apart: all of them come here.
    return call.isNew() || creates.mayKnow(call.method().name())
        ? created(call, hierarchy)
        : Optional.empty();
  }

  private Optional<OwnerKind> created(Event.Call call, TypeHierarchy hierarchy) {
    MethodKey method = call.method();
    Optional<OwnerKind> kind = creates.find(method, hierarchy);
    if (kind.isEmpty() && call.isNew()) {
      kind =
          owners
              .find(call.createdType(), hierarchy)
              .filter(OwnerRows.Owner::isMadeByNew)
              .map(OwnerRows.Owner::kind);
    }
    boolean isTakenBack =
        kind.isPresent()
            && (has(MethodKind.UNOWNED, method, hierarchy)
                || of(ArgumentKind.DECORATE).find(method, hierarchy).isPresent()
                || endsByItself(call, hierarchy));
    return isTakenBack ? Optional.empty() : kind;
  }

  /** A pool without core threads lets its last thread go after the keep-alive time. */
  private static boolean endsByItself(Event.Call call, TypeHierarchy hierarchy) {
    return call.isNew()
        && hierarchy.isSubtype(call.createdType(), POOL)
        && !hierarchy.isSubtype(
            call.createdType(), "java.util.concurrent.ScheduledThreadPoolExecutor")
        && call.method().owner().equals(POOL)
        && !call.arguments().isEmpty()
        && call.arguments().get(0) instanceof Value.Constant core
        && Integer.valueOf(0).equals(core.value());
  }

  /**
   * Returns the index of the argument that this call wraps: releasing the result releases the
   * argument and the other way round.
   */
  public Optional<Integer> decoratedArgument(MethodKey method) {
    return of(ArgumentKind.DECORATE).findDeclared(method);
  }

  /** Returns whether the method, called on an owner, releases it. */
  public boolean releasesReceiver(MethodKey method, TypeHierarchy hierarchy) {
    return owners.isRelease(method, hierarchy);
  }

  /**
   * Returns the call that releases an owner of this type, as source text without the receiver:
   * {@code close()}, {@code stop(0)}. Empty if the type is no owner.
   */
  public Optional<String> releaseCall(String type, TypeHierarchy hierarchy) {
    return owners.find(type, hierarchy).map(o -> o.releases().get(0).call());
  }

  /** Returns whether the method releases (or promises to release) the argument at this index. */
  public boolean releasesArgument(MethodKey method, int index) {
    return of(ArgumentKind.RELEASE).findDeclared(method, i -> i == index).isPresent();
  }

  /** Returns whether the callee only uses the argument and its caller still owns it. */
  public boolean borrowsArgument(MethodKey method, int index, TypeHierarchy hierarchy) {
    return of(ArgumentKind.BORROW).find(method, hierarchy, i -> i == index).isPresent();
  }

  /** Returns whether the method does not use the argument after it has returned. */
  public boolean onlyTouchesArgument(MethodKey method, int index, TypeHierarchy hierarchy) {
    return of(ArgumentKind.TOUCH).find(method, hierarchy, i -> i == index).isPresent();
  }

  /** Returns whether {@link #runs} may know any method of this name. */
  public boolean mayRun(String methodName) {
    return runs.mayKnow(methodName);
  }

  /** Returns how the callee runs the functional argument at this index; empty if unknown. */
  public Optional<TaskRun> runs(MethodKey method, int index, TypeHierarchy hierarchy) {
    return runs.find(method, hierarchy, task -> task.index() == index).map(TaskArgument::run);
  }

  /**
   * Returns the arguments that would bound a call of the method which waits without a limit, "" if
   * no row says which; empty if the method does not wait.
   */
  public Optional<String> waitBound(MethodKey method, TypeHierarchy hierarchy) {
    return waits.find(method, hierarchy);
  }

  /** Returns whether a row of this kind holds for the method, or for one that it overrides. */
  public boolean has(MethodKind kind, MethodKey method, TypeHierarchy hierarchy) {
    return of(kind).find(method, hierarchy).isPresent();
  }

  /** Returns whether a row of this kind names the method and its own declaring type. */
  public boolean hasDeclared(MethodKind kind, MethodKey method) {
    return of(kind).findDeclared(method).isPresent();
  }

  /** Returns whether there is a row of this kind with this word. */
  public boolean has(WordKind kind, String word) {
    return of(kind).contains(word);
  }

  /** Returns the words of all rows of this kind, in the order of the rows. */
  public List<String> words(WordKind kind) {
    return List.copyOf(of(kind));
  }

  /** Returns whether the name begins with the word of a row of this kind. */
  public boolean hasStartOf(WordKind kind, String name) {
    return of(kind).stream().anyMatch(name::startsWith);
  }

  /** Returns whether the name ends with the word of a row of this kind. */
  public boolean hasEndOf(WordKind kind, String name) {
    return of(kind).stream().anyMatch(name::endsWith);
  }

  /** Returns whether the type is in a package that a row of this kind names, or in a subpackage. */
  public boolean hasPackageOf(WordKind kind, String type) {
    return of(kind).stream().anyMatch(p -> type.startsWith(p) && type.startsWith(".", p.length()));
  }

  /** Returns whether a word of the name, in camel case, is the word of a row of this kind. */
  public boolean hasWordOf(WordKind kind, String name) {
    return CamelCase.hasWord(name, of(kind));
  }

  /**
   * Returns whether the name, an annotation or a supertype's row makes a method an end method:
   * {@code close}, {@code stop}, a framework's {@code doStop}... Parameters are not looked at.
   */
  public boolean isEndMethod(MethodKey method, Set<String> annotations, TypeHierarchy hierarchy) {
    if (has(WordKind.END_NAME, method.name())) {
      return true;
    }
    for (String annotation : annotations) {
      if (has(WordKind.END_ANNOTATION, annotation)) {
        return true;
      }
    }
    for (String type : endMethods.getOrDefault(method.name(), Set.of())) {
      if (hierarchy.isSubtype(method.owner(), type)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the methods that a framework calls at the end of an object of this type, in
   * alphabetical order: {@code contextDestroyed}, {@code shutDown}...
   */
  public List<String> frameworkEnds(String type, TypeHierarchy hierarchy) {
    Set<String> supertypes = hierarchy.supertypes(type);
    return endMethods.entrySet().stream()
        .filter(e -> e.getValue().stream().anyMatch(supertypes::contains))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /**
   * Returns whether a framework calls this class's start and end methods once each and in order,
   * through one of the class's supertypes or annotations.
   */
  public boolean isManagedLifecycle(String type, Set<String> annotations, TypeHierarchy hierarchy) {
    return annotations.stream().anyMatch(a -> has(WordKind.MANAGED_ANNOTATION, a))
        || hierarchy.supertypes(type).stream().anyMatch(t -> has(WordKind.MANAGED_TYPE, t));
  }

  /** Returns the types that user files name, so that an engine can say which do not exist. */
  public List<CatalogueLine> userTypes() {
    return List.copyOf(userTypes);
  }

  /** Returns whether any simple name or method name of the catalogue occurs in the source text. */
  public boolean mayConcern(CharSequence sourceText) {
    if (gate == null) {
      gate = new SourceGate(gateWords);
    }
    return gate.passes(sourceText);
  }

  /**
   * The same for the audit, which also lists launches that no rule checks: parallel streams,
   * fork/join and methods that a container runs.
   */
  public boolean mayLaunch(CharSequence sourceText) {
    String text = sourceText.toString();
    return launchWords.stream().anyMatch(text::contains)
        || of(WordKind.TASK_ANNOTATION).stream()
            .anyMatch(a -> text.contains(a.substring(a.lastIndexOf('.') + 1)))
        || mayConcern(text);
  }
}
