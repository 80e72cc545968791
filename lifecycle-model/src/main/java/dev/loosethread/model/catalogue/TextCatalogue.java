package dev.loosethread.model.catalogue;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/** A catalogue read from text rows; the grammar is at the top of {@code jdk.catalogue}. */
final class TextCatalogue implements Catalogue {
  private static final String GATE = "gate";

  /** Words in the names of a project's own launch methods, and launches that name no type. */
  private static final List<String> LAUNCH_WORDS =
      List.of(
          "start(", "execute(", "submit(", "schedule(", "Async(", "arallel", "fork(", "invokeA");

  /**
   * A row about a type.
   *
   * @param rank the row's place among all rows about types
   * @param isMadeByNew whether a constructor of a subtype makes threads; not so for a mere
   *     interface, which wrappers and thread-less implementations have too
   */
  private record Owner(
      int rank, OwnerKind kind, List<ReleaseMethod> releases, boolean isMadeByNew) {}

  /**
   * A method that releases an owner.
   *
   * @param arguments the arguments in a fix; their number is the method's
   */
  private record ReleaseMethod(String name, List<String> arguments) {
    /** Parses {@code name}, {@code name@N} or {@code name(argument,...)}; null if it is none. */
    static ReleaseMethod parse(String text) {
      int version = text.indexOf('@');
      String method = version < 0 ? text : text.substring(0, version);
      int open = method.indexOf('(');
      String name = open < 0 ? method : method.substring(0, open);
      if (!MethodPattern.isTypeName(name) || (open >= 0 && !method.endsWith(")"))) {
        return null;
      }
      return new ReleaseMethod(
          name,
          open < 0
              ? List.of()
              : List.of(method.substring(open + 1, method.length() - 1).split(",")));
    }

    boolean is(MethodKey method) {
      return name.equals(method.name()) && arguments.size() == method.parameters().size();
    }

    String call() {
      return name + "(" + String.join(", ", arguments) + ")";
    }
  }

  private record Indexed<T>(MethodPattern method, T value) {}

  /** The most specific type wins, the first row among unrelated ones. */
  private final Map<String, Owner> owners = new HashMap<>();

  private final Map<String, List<Indexed<OwnerKind>>> creates = new HashMap<>();
  private final Map<String, List<Indexed<Integer>>> unowned = new HashMap<>();
  private final Map<String, List<Indexed<Integer>>> decorators = new HashMap<>();
  private final Map<String, List<Indexed<Integer>>> releases = new HashMap<>();
  private final Map<String, List<Indexed<Integer>>> borrowers = new HashMap<>();
  private final Map<String, List<Indexed<Map.Entry<TaskRun, Integer>>>> runs = new HashMap<>();

  /** The types by the methods' names. */
  private final Map<String, Set<String>> endMethods = new HashMap<>();

  private final Set<String> releaseNames = new HashSet<>();
  private final Set<String> endNames = new HashSet<>();
  private final Set<String> endAnnotations = new HashSet<>();
  private final Set<String> startNames = new HashSet<>();
  private final Set<String> startAnnotations = new HashSet<>();
  private final Set<String> managedTypes = new HashSet<>();
  private final Set<String> managedAnnotations = new HashSet<>();
  private final Set<String> managingAnnotations = new HashSet<>();
  private final Set<String> taskAnnotations = new HashSet<>();
  private final List<Row> userTypes = new ArrayList<>();
  private final Set<String> words = new HashSet<>();
  private SourceGate gate;

  void add(String file, List<String> lines, boolean isUsers) {
    // The file defines which sources its rows apply to.
    boolean isGatedByText = lines.stream().anyMatch(line -> line.strip().startsWith(GATE + " "));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        new RowReader(file, i + 1, words(line), isUsers, isGatedByText).read();
      }
    }
    gate = null;
  }

  private static String[] words(String line) {
    StringTokenizer words = new StringTokenizer(line);
    String[] all = new String[words.countTokens()];
    for (int i = 0; i < all.length; i++) {
      all[i] = words.nextToken();
    }
    return all;
  }

  private final class RowReader {
    private final String file;
    private final int line;
    private final String[] words;
    private final boolean isUsers;
    private final boolean isGatedByText;

    RowReader(String file, int line, String[] words, boolean isUsers, boolean isGatedByText) {
      this.file = file;
      this.line = line;
      this.words = words;
      this.isUsers = isUsers;
      this.isGatedByText = isGatedByText;
    }

    CatalogueException wrong(String what) {
      return new CatalogueException(
          "catalogue " + file + ":" + line + ": " + words[0] + ": " + what);
    }

    String word(int index, String what) {
      if (index >= words.length) {
        throw wrong(what + " is missing");
      }
      return words[index];
    }

    void end(int count) {
      if (words.length > count) {
        throw wrong("'" + words[count] + "' is one word too many");
      }
    }

    String type(int index) {
      String type = word(index, "the type");
      if (!MethodPattern.isTypeName(type)) {
        throw wrong("'" + type + "' is not a type name");
      }
      if (isUsers) {
        userTypes.add(new Row(file, line, type));
      }
      return type;
    }

    MethodPattern method(int index) {
      String text = word(index, "the method");
      MethodPattern method = MethodPattern.parse(text);
      if (method == null) {
        throw wrong("'" + text + "' is not a method like owner.Type#name(parameter,...)");
      }
      if (isUsers) {
        userTypes.add(new Row(file, line, method.owner()));
      }
      return method;
    }

    int index(int at) {
      String text = word(at, "the argument's index");
      try {
        int index = Integer.parseInt(text);
        if (index >= 0) {
          return index;
        }
      } catch (NumberFormatException e) {
        // Reported below, like negative numbers.
      }
      throw wrong("'" + text + "' is not an argument's index, which counts from 0");
    }

    OwnerKind kind(int index) {
      String text = word(index, "the kind");
      for (OwnerKind kind : OwnerKind.values()) {
        if (kind.word().equals(text)) {
          return kind;
        }
      }
      throw wrong(
          "'" + text + "' is no kind; use executor, scheduled-executor, timer, thread or other");
    }

    void read() {
      switch (words[0]) {
        case "owner" -> owner(true);
        case "handle" -> owner(false);
        case "create" -> {
          MethodPattern method = method(1);
          put(creates, method, kind(2));
          end(3);
          gateWord(method.owner());
        }
        case GATE -> {
          TextCatalogue.this.words.add(word(1, "the text"));
          end(2);
        }
        case "unowned" -> {
          put(unowned, method(1), 0);
          end(2);
        }
        case "decorate" -> indexed(decorators);
        case "release" -> indexed(releases);
        case "borrow" -> indexed(borrowers);
        case "run" -> {
          TaskRun run =
              switch (word(1, "when")) {
                case "now" -> TaskRun.NOW;
                case "later" -> TaskRun.LATER;
                case "periodically" -> TaskRun.PERIODICALLY;
                case "supervised" -> TaskRun.SUPERVISED;
                default ->
                    throw wrong("'" + words[1] + "' is not now, later, periodically or supervised");
              };
          MethodPattern method = method(2);
          put(runs, method, Map.entry(run, index(3)));
          end(4);
          if (run != TaskRun.NOW) {
            gateWord(method.owner());
          }
        }
        case "end-name" -> names(endNames);
        case "start-name" -> names(startNames);
        case "end-method" -> {
          String type = type(1);
          endMethods.computeIfAbsent(name(2), n -> new HashSet<>()).add(type);
          end(3);
        }
        case "end-annotation" -> types(endAnnotations);
        case "start-annotation" -> types(startAnnotations);
        case "managed-type" -> types(managedTypes);
        case "managed-annotation" -> types(managedAnnotations);
        case "managing-annotation" -> types(managingAnnotations);
        case "task-annotation" -> types(taskAnnotations);
        default -> throw wrong("no such kind of row");
      }
    }

    private void owner(boolean isMadeByNew) {
      String type = type(1);
      OwnerKind kind = kind(2);
      word(3, "a release method");
      List<ReleaseMethod> methods = new ArrayList<>();
      for (int i = 3; i < words.length; i++) {
        ReleaseMethod method = ReleaseMethod.parse(words[i]);
        if (method == null) {
          throw wrong("'" + words[i] + "' is not a method name");
        }
        methods.add(method);
        releaseNames.add(method.name());
      }
      owners.put(type, new Owner(owners.size(), kind, methods, isMadeByNew));
      gateWord(type);
    }

    private void gateWord(String type) {
      if (isGatedByText) {
        return;
      }
      int nested = type.indexOf('$');
      String topLevel = nested < 0 ? type : type.substring(0, nested);
      TextCatalogue.this.words.add(topLevel.substring(topLevel.lastIndexOf('.') + 1));
    }

    private void indexed(Map<String, List<Indexed<Integer>>> into) {
      put(into, method(1), index(2));
      end(3);
    }

    private void names(Set<String> into) {
      into.add(name(1));
      end(2);
    }

    private String name(int index) {
      String name = word(index, "the name");
      if (!MethodPattern.isTypeName(name) || name.indexOf('.') >= 0) {
        throw wrong("'" + name + "' is not a method name");
      }
      return name;
    }

    private void types(Set<String> into) {
      into.add(type(1));
      end(2);
    }
  }

  private static <T> void put(Map<String, List<Indexed<T>>> into, MethodPattern method, T value) {
    into.computeIfAbsent(method.name(), n -> new ArrayList<>(2)).add(new Indexed<>(method, value));
  }

  private static <T> Optional<T> find(
      Map<String, List<Indexed<T>>> in, MethodKey method, TypeHierarchy hierarchy) {
    List<Indexed<T>> rows = in.get(method.name());
    return rows == null ? Optional.empty() : first(rows, method, hierarchy);
  }

  private static <T> Optional<T> first(
      List<Indexed<T>> rows, MethodKey method, TypeHierarchy hierarchy) {
    for (Indexed<T> row : rows) {
      if (row.method().matches(method, hierarchy)) {
        return Optional.of(row.value());
      }
    }
    return Optional.empty();
  }

  private static boolean has(
      Map<String, List<Indexed<Integer>>> in,
      MethodKey method,
      int index,
      TypeHierarchy hierarchy) {
    for (Indexed<Integer> row : in.getOrDefault(method.name(), List.of())) {
      if (row.value() == index && row.method().matches(method, hierarchy)) {
        return true;
      }
    }
    return false;
  }

  private Optional<Owner> owner(String type, TypeHierarchy hierarchy) {
    if (type.isEmpty() || type.equals("java.lang.Object")) {
      return Optional.empty();
    }
    Owner best = null;
    String bestType = null;
    for (String supertype : hierarchy.supertypes(type)) {
      Owner owner = owners.get(supertype);
      if (owner != null
          && (best == null
              || hierarchy.isSubtype(supertype, bestType)
              || (owner.rank < best.rank && !hierarchy.isSubtype(bestType, supertype)))) {
        best = owner;
        bestType = supertype;
      }
    }
    return Optional.ofNullable(best);
  }

  @Override
  public Optional<OwnerKind> ownerKind(String type, TypeHierarchy hierarchy) {
    return owner(type, hierarchy).map(Owner::kind);
  }

  @Override
  public Optional<OwnerKind> creates(Event.Call call, TypeHierarchy hierarchy) {
    // Most calls stop here, so the rest is a separate method.
    return call.isNew() || creates.containsKey(call.method().name())
        ? created(call, hierarchy)
        : Optional.empty();
  }

  private Optional<OwnerKind> created(Event.Call call, TypeHierarchy hierarchy) {
    MethodKey method = call.method();
    Optional<OwnerKind> kind = find(creates, method, hierarchy);
    if (kind.isEmpty() && call.isNew()) {
      kind = owner(call.createdType(), hierarchy).filter(Owner::isMadeByNew).map(Owner::kind);
    }
    boolean isTakenBack =
        kind.isPresent()
            && (find(unowned, method, hierarchy).isPresent()
                || find(decorators, method, hierarchy).isPresent()
                || endsByItself(call, hierarchy));
    return isTakenBack ? Optional.empty() : kind;
  }

  /**
   * Returns whether the pool has no core threads, so that its last thread ends after the keep-alive
   * time.
   */
  private static boolean endsByItself(Event.Call call, TypeHierarchy hierarchy) {
    return call.isNew()
        && hierarchy.isSubtype(call.createdType(), "java.util.concurrent.ThreadPoolExecutor")
        && !hierarchy.isSubtype(
            call.createdType(), "java.util.concurrent.ScheduledThreadPoolExecutor")
        && call.method().owner().equals("java.util.concurrent.ThreadPoolExecutor")
        && !call.arguments().isEmpty()
        && call.arguments().get(0) instanceof Value.Constant core
        && Integer.valueOf(0).equals(core.value());
  }

  @Override
  public Optional<Integer> decoratedArgument(MethodKey method) {
    return find(decorators, method, null);
  }

  @Override
  public boolean releasesReceiver(MethodKey method, TypeHierarchy hierarchy) {
    return releaseNames.contains(method.name())
        && owner(method.owner(), hierarchy)
            .map(o -> o.releases().stream().anyMatch(r -> r.is(method)))
            .orElseGet(
                () ->
                    method.parameters().isEmpty()
                        && TypeHierarchy.CLOSEABLE.contains(method.owner()));
  }

  @Override
  public Optional<String> releaseCall(String type, TypeHierarchy hierarchy) {
    return owner(type, hierarchy).map(o -> o.releases().get(0).call());
  }

  @Override
  public boolean releasesArgument(MethodKey method, int index) {
    return has(releases, method, index, null);
  }

  @Override
  public boolean borrowsArgument(MethodKey method, int index, TypeHierarchy hierarchy) {
    return has(borrowers, method, index, hierarchy);
  }

  @Override
  public boolean mayRun(String methodName) {
    return runs.containsKey(methodName);
  }

  @Override
  public Optional<TaskRun> runs(MethodKey method, int index, TypeHierarchy hierarchy) {
    for (Indexed<Map.Entry<TaskRun, Integer>> row : runs.getOrDefault(method.name(), List.of())) {
      if (row.value().getValue() == index && row.method().matches(method, hierarchy)) {
        return Optional.of(row.value().getKey());
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean isEndMethod(MethodKey method, Set<String> annotations, TypeHierarchy hierarchy) {
    if (endNames.contains(method.name())) {
      return true;
    }
    for (String annotation : annotations) {
      if (endAnnotations.contains(annotation)) {
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

  @Override
  public List<String> frameworkEnds(String type, TypeHierarchy hierarchy) {
    Set<String> supertypes = hierarchy.supertypes(type);
    return endMethods.entrySet().stream()
        .filter(e -> e.getValue().stream().anyMatch(supertypes::contains))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  @Override
  public boolean isStartName(String methodName) {
    return startNames.contains(methodName);
  }

  @Override
  public boolean isStartAnnotation(String annotation) {
    return startAnnotations.contains(annotation);
  }

  @Override
  public boolean isManagedLifecycle(String type, Set<String> annotations, TypeHierarchy hierarchy) {
    return annotations.stream().anyMatch(managedAnnotations::contains)
        || hierarchy.supertypes(type).stream().anyMatch(managedTypes::contains);
  }

  @Override
  public boolean isManagingAnnotation(String annotation) {
    return managingAnnotations.contains(annotation);
  }

  @Override
  public boolean isTaskAnnotation(String annotation) {
    return taskAnnotations.contains(annotation);
  }

  @Override
  public boolean mayLaunch(CharSequence sourceText) {
    String text = sourceText.toString();
    return LAUNCH_WORDS.stream().anyMatch(text::contains)
        || taskAnnotations.stream()
            .anyMatch(a -> text.contains(a.substring(a.lastIndexOf('.') + 1)))
        || mayConcern(text);
  }

  @Override
  public List<Row> userTypes() {
    return List.copyOf(userTypes);
  }

  @Override
  public boolean mayConcern(CharSequence sourceText) {
    if (gate == null) {
      gate = new SourceGate(words);
    }
    return gate.passes(sourceText);
  }
}
