package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.finding.Remedy.Release;
import dev.loosethread.source.TreeSite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;

/**
 * Releases all owners of one class that leak, in one fix: separate fixes would declare {@code
 * close()} twice.
 */
final class ReleasePlan {
  private static final String EXECUTOR_SERVICE = "java.util.concurrent.ExecutorService";

  private final ClassFacts facts;
  private final TypeFacts type;
  private final ClassTree tree;
  private final List<Finding> findings;
  private final VisitorState state;
  private final SourceText source;
  private final SuggestedFix.Builder fix = SuggestedFix.builder();
  private final Shutdown shutdown;
  private final InterruptAndJoin interruptAndJoin;

  /** The end method to override where the class has none; "" if it inherits none either. */
  private String inheritedEnd = "";

  /** What releases, by the body id of the end method it goes to; -1 for a new one. */
  private final Map<Integer, List<Step>> steps = new LinkedHashMap<>();

  /**
   * Statements that release one owner.
   *
   * @param rank lower ones go first: what hands out work ends before what does it
   */
  private record Step(int rank, List<String> lines) {}

  ReleasePlan(ClassFacts facts, String type, List<Finding> releasing, VisitorState state) {
    this.facts = facts;
    this.type = facts.type(type).orElseThrow();
    this.tree = (ClassTree) ((TreeSite) this.type.site()).tree();
    this.state = state;
    this.source = new SourceText(state);
    this.findings = releasing.stream().filter(f -> !isSuppressed(f)).toList();
    this.shutdown = new Shutdown(this.type, tree, source, state);
    this.interruptAndJoin = new InterruptAndJoin(this.type, tree, source, state);
  }

  /** The class that a releasing remedy changes, or "" for other remedies. */
  static String typeOf(Remedy remedy) {
    if (remedy instanceof Remedy.ReleaseField release) {
      return release.field().owner();
    }
    return remedy instanceof Remedy.KeepInField keep ? keep.ownerClass() : "";
  }

  private boolean isSuppressed(Finding finding) {
    String name = finding.pattern().patternName();
    if (finding.remedy() instanceof Remedy.ReleaseField release
        && facts.field(release.field()).filter(f -> f.suppressions().contains(name)).isPresent()) {
      return true;
    }
    for (Optional<TypeFacts> t = Optional.of(type);
        t.isPresent();
        t = t.get().outer().flatMap(facts::type)) {
      if (t.get().suppressions().contains(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The fix, empty if none can be made.
   *
   * @param mends told of every finding that it mends
   */
  SuggestedFix fix(Consumer<Finding> mends) {
    List<Finding> mended = new ArrayList<>();
    for (Finding finding : findings) {
      int before = steps.values().stream().mapToInt(List::size).sum();
      if (finding.remedy() instanceof Remedy.ReleaseField release) {
        release(release);
      } else if (finding.remedy() instanceof Remedy.KeepInField keep) {
        keep(keep);
      }
      if (steps.values().stream().mapToInt(List::size).sum() > before) {
        mended.add(finding);
      }
    }
    if (steps.isEmpty()) {
      return FixMaker.nothing();
    }
    for (Map.Entry<Integer, List<Step>> e : steps.entrySet()) {
      List<String> tell = lines(e.getValue(), true);
      List<String> wait = lines(e.getValue(), false);
      boolean isPlaced;
      if (e.getKey() < 0) {
        List<String> all = new ArrayList<>(tell);
        all.addAll(wait);
        isPlaced = new NewEndMethod(facts, type, tree, source, state).add(inheritedEnd, all, fix);
      } else {
        isPlaced =
            new EndMethodEdit(source, source.unit(tree))
                .insert(methodOf(e.getKey()), tell, wait, fix);
      }
      if (!isPlaced) {
        return FixMaker.nothing();
      }
    }
    shutdown.declareMethod(fix);
    interruptAndJoin.declareMethod(fix);
    mended.forEach(mends);
    return fix.build();
  }

  private void overrides(String inherited) {
    if (!inherited.isEmpty()) {
      inheritedEnd = inherited;
    }
  }

  /** Lines of the steps that only tell tasks to stop, or of those that wait for them. */
  private static List<String> lines(List<Step> steps, boolean tell) {
    return steps.stream()
        .filter(s -> (s.rank() == 0) == tell)
        .sorted(Comparator.comparingInt(Step::rank))
        .flatMap(s -> s.lines().stream())
        .toList();
  }

  private MethodTree methodOf(int body) {
    return (MethodTree) ((TreeSite) facts.body(body).site()).tree();
  }

  private void release(Remedy.ReleaseField remedy) {
    FieldFacts field = facts.field(remedy.field()).orElse(null);
    if (field == null) {
      return;
    }
    // Nothing behind an Executor can be shut down without a cast that may fail.
    boolean isExecutor = facts.hierarchy().isSubtype(field.type(), EXECUTOR_SERVICE);
    if (remedy.release() == Release.TWO_PHASE_SHUTDOWN && !isExecutor && !retype(field)) {
      return;
    }
    if (remedy.release() == Release.CALL && remedy.call().isEmpty()) {
      return;
    }
    overrides(remedy.inheritedEnd());
    String name = reference(field, remedy.endMethod());
    MethodTree end =
        remedy.endMethod().isPresent() ? methodOf(remedy.endMethod().getAsInt()) : null;
    List<String> statements =
        remedy.release() == Release.CALL
            ? new ReleaseCall(source, state)
                .statements(name, field.type(), remedy.call(), end, source.unit(tree), fix)
            : statements(name, remedy.release(), remedy.interruptFirst(), end);
    String condition = remedy.mayBeNull() ? name + " != null" : "";
    if (remedy.conditional()) {
      String owns = new OwnershipFlag(facts, field, source, state).declare(remedy, fix);
      if (owns == null) {
        return;
      }
      condition = condition.isEmpty() ? owns : owns + " && " + condition;
    }
    place(remedy.endMethod(), rank(remedy.release(), field.type()), guarded(condition, statements));
  }

  /**
   * Declares a private field that holds nothing but executor services as one; false if it may hold
   * something else.
   */
  private boolean retype(FieldFacts field) {
    boolean holdsOnlyServices =
        facts.bodies().stream()
            .flatMap(b -> b.flow().nodes().stream())
            .filter(n -> n.event() instanceof Event.Assign)
            .map(n -> (Event.Assign) n.event())
            .filter(a -> a.target() instanceof Value.Field f && f.key().equals(field.key()))
            .allMatch(
                a ->
                    a.value() instanceof Value.Null
                        || a.value()
                            .typeName()
                            .filter(t -> facts.hierarchy().isSubtype(t, EXECUTOR_SERVICE))
                            .isPresent());
    if (!field.isPrivate()
        || !holdsOnlyServices
        || !(((TreeSite) field.site()).tree() instanceof VariableTree declaration)
        || !source.has(declaration.getType())
        || Fields.isShared(declaration, tree, source)) {
      return false;
    }
    fix.replace(declaration.getType(), Imports.name(EXECUTOR_SERVICE, source, state, fix));
    return true;
  }

  private int rank(Release release, String type) {
    return switch (release) {
      case CANCEL, CANCEL_FUTURE -> 0;
      case INTERRUPT -> 1;
      case CALL -> 3;
      case TWO_PHASE_SHUTDOWN ->
          facts.hierarchy().isSubtype(type, "java.util.concurrent.ScheduledExecutorService")
              ? 1
              : 2;
    };
  }

  private List<String> statements(
      String name, Release release, boolean interruptFirst, MethodTree end) {
    List<String> statements = new ArrayList<>();
    switch (release) {
      case TWO_PHASE_SHUTDOWN -> {
        if (interruptFirst) {
          statements.add(name + ".shutdownNow();");
        }
        statements.add(shutdown.methodName() + "(" + name + ");");
      }
      case CANCEL -> statements.add(name + ".cancel();");
      case CANCEL_FUTURE -> statements.add(name + ".cancel(true);");
      case INTERRUPT ->
          // Whoever waits under a lock that the thread may need waits in vain.
          statements.add(
              end != null && end.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)
                  ? name + ".interrupt();"
                  : interruptAndJoin.methodName() + "(" + name + ");");
      case CALL -> throw new IllegalArgumentException("needs the method to call");
    }
    return statements;
  }

  private List<String> guarded(String condition, List<String> statements) {
    if (condition.isEmpty()) {
      return statements;
    }
    List<String> lines = new ArrayList<>();
    lines.add("if (" + condition + ") {");
    statements.forEach(s -> lines.add(source.unit(tree) + s));
    lines.add("}");
    return lines;
  }

  private void place(OptionalInt end, int rank, List<String> statements) {
    int key = end.orElse(-1);
    // Two new end methods cannot be; one is enough for all owners.
    steps.computeIfAbsent(key, k -> new ArrayList<>()).add(new Step(rank, statements));
  }

  /** The field's name, qualified where the end method has a variable of that name. */
  private String reference(FieldFacts field, OptionalInt end) {
    String name = field.key().name();
    if (end.isEmpty()) {
      return name;
    }
    Body body = facts.body(end.getAsInt());
    boolean isHidden =
        body.parameters().stream().anyMatch(p -> p.name().equals(name))
            || Variables.declares(methodOf(body.id()), name);
    return !isHidden ? name : (field.isStatic() ? type.simpleName() : "this") + "." + name;
  }

  private void keep(Remedy.KeepInField remedy) {
    Tree value = ((TreeSite) remedy.value()).tree();
    TreePath path = UnitIndex.path(value, state);
    if (path == null
        || !source.has(value)
        || type.kind() == TypeFacts.Kind.RECORD
        || type.kind() == TypeFacts.Kind.INTERFACE) {
      return;
    }
    overrides(remedy.inheritedEnd());
    Tree parent = path.getParentPath().getLeaf();
    VariableTree local = parent instanceof VariableTree v ? v : null;
    String wanted =
        local != null
            ? local.getName().toString()
            : switch (remedy.release()) {
              case TWO_PHASE_SHUTDOWN -> "scheduler";
              case CANCEL -> "timer";
              case CANCEL_FUTURE -> "periodicTask";
              case INTERRUPT -> "thread";
              case CALL -> "owner";
            };
    String name = Variables.freeFieldName(tree, wanted);
    if (local != null) {
      int end = source.end(local);
      fix.replace(
          end,
          end,
          source.lines("\n" + source.indentAt(source.start(local)))
              + "this."
              + name
              + " = "
              + local.getName()
              + ";");
    } else if (parent instanceof ExpressionStatementTree) {
      fix.prefixWith(value, "this." + name + " = ");
    } else if (value instanceof ExpressionTree) {
      fix.prefixWith(value, "(this." + name + " = ");
      fix.postfixWith(value, ")");
    }
    MethodTree end =
        remedy.endMethod().isPresent() ? methodOf(remedy.endMethod().getAsInt()) : null;
    String declared = Imports.name(remedy.type(), source, state, fix);
    String arguments = remedy.release() == Release.CANCEL_FUTURE ? "<?>" : "";
    Fields.add(tree, source, "private " + declared + arguments + " " + name + ";", fix);
    place(
        remedy.endMethod(),
        rank(remedy.release(), remedy.type()),
        guarded(name + " != null", statements(name, remedy.release(), false, end)));
  }
}
