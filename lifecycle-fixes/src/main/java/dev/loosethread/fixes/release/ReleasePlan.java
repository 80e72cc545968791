package dev.loosethread.fixes.release;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import dev.loosethread.fixes.release.ReleaseStep.Turn;
import dev.loosethread.fixes.text.ClassMembers;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.InterruptAndJoinMethod;
import dev.loosethread.fixes.text.ShutdownMethod;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.fixes.text.VariableNames;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.finding.Remedy.Release;
import dev.loosethread.model.finding.Remedy.ReleaseAction;
import dev.loosethread.model.finding.Remedy.Renewal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Releases all owners of one class that leak, in one fix: separate fixes would declare {@code
 * close()} twice.
 */
public final class ReleasePlan {
  private static final String EXECUTOR_SERVICE = "java.util.concurrent.ExecutorService";

  private static final CodeTemplate SHUT_DOWN = CodeTemplate.of("${call};");
  private static final CodeTemplate INTERRUPT_AND_SHUT_DOWN =
      CodeTemplate.of(
          """
          ${name}.shutdownNow();
          ${call};
          """);
  private static final CodeTemplate SHUT_DOWN_ONLY = CodeTemplate.of("${name}.shutdown();");
  private static final CodeTemplate SHUT_DOWN_NOW = CodeTemplate.of("${name}.shutdownNow();");
  private static final CodeTemplate CANCEL = CodeTemplate.of("${name}.cancel();");
  private static final CodeTemplate CANCEL_FUTURE =
      CodeTemplate.of("${name}.cancel(${interrupts});");
  private static final CodeTemplate INTERRUPT = CodeTemplate.of("${name}.interrupt();");
  private static final CodeTemplate INTERRUPT_AND_JOIN = CodeTemplate.of("${call};");
  private static final CodeTemplate IF =
      CodeTemplate.of(
          """
          if (${condition}) {
            ${statements}
          }
          """);
  private static final CodeTemplate FORGET = CodeTemplate.of("${name} = null;");
  private static final CodeTemplate IS_PRESENT = CodeTemplate.of("${name} != null");
  private static final CodeTemplate BOTH = CodeTemplate.of("${first} && ${second}");
  private static final CodeTemplate CAST =
      CodeTemplate.of("(${java.util.concurrent.ExecutorService}) ${name}");
  private static final CodeTemplate RECEIVER_CAST =
      CodeTemplate.of("((${java.util.concurrent.ExecutorService}) ${name})");

  private final ClassFacts facts;
  private final TypeFacts type;
  private final ClassTree tree;
  private final List<Finding> findings;
  private final SourceEdit edit;
  private final SourceText source;
  private final ShutdownMethod shutdown;
  private final InterruptAndJoinMethod interruptAndJoin;

  /** The end method to override where the class has none; "" if it inherits none either. */
  private String inheritedEnd = "";

  /** The releases, by the body id of the end method that they go to; empty for a new one. */
  private final Map<OptionalInt, List<ReleaseStep>> steps = new LinkedHashMap<>();

  /** The names of the fields that this plan declares. */
  private final Set<String> declared = new HashSet<>();

  /**
   * @param type the class that is changed
   * @param releasing the findings that {@linkplain #changedType name} this class
   */
  public ReleasePlan(ClassFacts facts, String type, List<Finding> releasing, VisitorState state) {
    this.facts = facts;
    this.type = facts.type(type).orElseThrow();
    this.tree = Sites.tree(this.type.site(), ClassTree.class);
    this.edit = new SourceEdit(state);
    this.source = edit.source();
    this.findings = List.copyOf(releasing);
    this.shutdown = new ShutdownMethod(this.type, tree, edit);
    this.interruptAndJoin = new InterruptAndJoinMethod(this.type, tree, edit);
  }

  /** Returns the class that a remedy for a plan changes, or "" for other remedies. */
  public static String changedType(Remedy remedy) {
    if (remedy instanceof Remedy.ReleaseField release) {
      return release.field().owner();
    }
    return remedy instanceof Remedy.KeepInField keep ? keep.ownerClass() : "";
  }

  /**
   * Returns the fix, which is empty if none can be made.
   *
   * @param mends told of every finding that it mends
   * @param declines told of every finding that it cannot mend, and why
   */
  public SuggestedFix fix(Consumer<Finding> mends, BiConsumer<Finding, String> declines) {
    List<Finding> mended = new ArrayList<>();
    for (Finding finding : findings) {
      Optional<String> obstacle =
          finding.remedy() instanceof Remedy.KeepInField keep
              ? keep(keep)
              : release((Remedy.ReleaseField) finding.remedy());
      obstacle.ifPresentOrElse(why -> declines.accept(finding, why), () -> mended.add(finding));
    }
    if (steps.isEmpty()) {
      return SuggestedFix.emptyFix();
    }
    for (Map.Entry<OptionalInt, List<ReleaseStep>> entry : steps.entrySet()) {
      if (!write(entry.getKey(), entry.getValue())) {
        String why = whyNoPlace(methodOf(entry.getKey()));
        mended.forEach(finding -> declines.accept(finding, why));
        return SuggestedFix.emptyFix();
      }
    }
    shutdown.declare(edit);
    interruptAndJoin.declare(edit);
    mended.forEach(mends);
    return edit.build();
  }

  private String whyNoPlace(@Nullable MethodTree end) {
    return end == null
        ? type.simpleName() + " cannot get a method that ends it"
        : "every place for it in " + end.getName() + "() may be skipped";
  }

  private boolean write(OptionalInt end, List<ReleaseStep> all) {
    Code tell = ReleaseStep.code(all, turn -> turn == Turn.SIGNAL);
    Code wait = ReleaseStep.code(all, turn -> turn != Turn.SIGNAL);
    return end.isPresent()
        ? new EndMethodEdit(tree, edit)
            .insert(methodOf(end.getAsInt()), tell, wait, ReleaseStep.after(all))
        : new NewEndMethod(facts, type, tree, edit).add(inheritedEnd, tell.then(wait));
  }

  private MethodTree methodOf(int body) {
    return Sites.tree(facts.body(body).site(), MethodTree.class);
  }

  private @Nullable MethodTree methodOf(OptionalInt body) {
    return body.isPresent() ? methodOf(body.getAsInt()) : null;
  }

  /** Plans a release, and returns why that cannot be done; empty if it can. */
  private Optional<String> release(Remedy.ReleaseField remedy) {
    FieldFacts field = facts.field(remedy.field()).orElse(null);
    if (field == null) {
      return Optional.of("its field is in another class");
    }
    Release release = remedy.action().release();
    if (release == Release.CALL && remedy.action().call().isEmpty()) {
      return Optional.of("no method is known that releases it");
    }
    String owns = "";
    if (remedy.conditional()) {
      OwnershipFlag flag = new OwnershipFlag(facts, field, tree, edit);
      owns = flag.declare(remedy);
      if (owns == null) {
        return Optional.of(flag.obstacle());
      }
    }
    // What is behind an Executor can be shut down only if it is known to be a service.
    boolean needsCast =
        release == Release.TWO_PHASE_SHUTDOWN
            && !facts.hierarchy().isSubtype(field.type(), EXECUTOR_SERVICE)
            && !(owns.isEmpty() && retype(field));
    if (needsCast && (owns.isEmpty() || !areServices(remedy.creations()))) {
      return Optional.of("the type of its field has no shutdown()");
    }
    if (remedy.renewal().isPresent() && !renew(field, remedy.renewal().get())) {
      return Optional.of("its declaration cannot move to the start");
    }
    overrideIfNew(remedy.place().inherited());
    MethodTree end = methodOf(remedy.place().method());
    String name = reference(field, end);
    Code statements =
        release == Release.CALL
            ? new ReleaseCall(edit).code(name, field.type(), remedy.action().call(), end)
            : statements(needsCast ? cast(name, remedy.action()) : name, remedy.action());
    if (remedy.renewal().isPresent()) {
      statements = statements.then(FORGET.with("name", name).code(edit));
    }
    boolean mayBeNull = remedy.mayBeNull() || remedy.renewal().isPresent();
    String condition = mayBeNull ? isPresent(name) : "";
    if (!owns.isEmpty()) {
      condition =
          condition.isEmpty()
              ? owns
              : BOTH.with("first", owns).with("second", condition).line(edit);
    }
    add(
        new ReleaseStep(
            turn(release, field.type()),
            when(condition, statements),
            Optional.of(field.key()),
            remedy.place()));
    return Optional.empty();
  }

  /** Lets a start create what the field's initializer created, and returns false if it cannot. */
  private boolean renew(FieldFacts field, Renewal renewal) {
    return Sites.tree(field.site()) instanceof VariableTree declaration
        && !ClassMembers.sharesDeclaration(declaration, tree, source)
        && new RenewalEdit(declaration, edit)
            .apply(
                methodOf(renewal.start()),
                Sites.tree(renewal.use()),
                reference(field, methodOf(renewal.start())),
                tree);
  }

  /**
   * Declares a private field that holds nothing but executor services as one, and returns false if
   * it may hold something else.
   */
  private boolean retype(FieldFacts field) {
    boolean holdsOnlyServices =
        facts.bodies().stream()
            .flatMap(b -> b.flow().nodes().stream())
            .filter(n -> n.event() instanceof Event.Assign)
            .map(n -> (Event.Assign) n.event())
            .filter(a -> a.target() instanceof Value.Field f && f.key().equals(field.key()))
            .allMatch(a -> a.value() instanceof Value.Null || isExecutorService(a.value()));
    if (!field.isPrivate()
        || !holdsOnlyServices
        || !(Sites.tree(field.site()) instanceof VariableTree declaration)
        || !source.has(declaration.getType())
        || ClassMembers.sharesDeclaration(declaration, tree, source)) {
      return false;
    }
    edit.replace(declaration.getType(), edit.nameOf(EXECUTOR_SERVICE));
    return true;
  }

  private boolean areServices(List<Site> creations) {
    return creations.stream()
        .allMatch(creation -> source.isSubtype(Sites.tree(creation), EXECUTOR_SERVICE));
  }

  /** Only what the object has created itself is released, and that is an executor service. */
  private String cast(String name, ReleaseAction action) {
    return (action.await() && !action.interruptFirst() ? CAST : RECEIVER_CAST)
        .with("name", name)
        .line(edit);
  }

  private boolean isExecutorService(Value value) {
    return value
        .typeName()
        .filter(name -> facts.hierarchy().isSubtype(name, EXECUTOR_SERVICE))
        .isPresent();
  }

  private Turn turn(Release release, String type) {
    return switch (release) {
      case CANCEL, CANCEL_FUTURE -> Turn.SIGNAL;
      case INTERRUPT -> Turn.SOURCE_OF_WORK;
      case CALL -> Turn.OTHER;
      case TWO_PHASE_SHUTDOWN ->
          facts.hierarchy().isSubtype(type, "java.util.concurrent.ScheduledExecutorService")
              ? Turn.SOURCE_OF_WORK
              : Turn.POOL;
    };
  }

  private Code statements(String name, ReleaseAction action) {
    CodeTemplate template =
        switch (action.release()) {
          case TWO_PHASE_SHUTDOWN -> shutDown(name, action);
          case CANCEL -> CANCEL.with("name", name);
          case CANCEL_FUTURE ->
              CANCEL_FUTURE
                  .with("name", name)
                  .with("interrupts", Boolean.toString(action.interruptFirst()));
          case INTERRUPT ->
              action.await()
                  ? INTERRUPT_AND_JOIN.with("call", interruptAndJoin.call(name, edit))
                  : INTERRUPT.with("name", name);
          case CALL -> throw new IllegalArgumentException("needs the method to call");
        };
    return template.code(edit);
  }

  private CodeTemplate shutDown(String name, ReleaseAction action) {
    if (!action.await()) {
      return (action.interruptFirst() ? SHUT_DOWN_NOW : SHUT_DOWN_ONLY).with("name", name);
    }
    String call = shutdown.call(name, edit);
    return action.interruptFirst()
        ? INTERRUPT_AND_SHUT_DOWN.with("name", name).with("call", call)
        : SHUT_DOWN.with("call", call);
  }

  private String isPresent(String name) {
    return IS_PRESENT.with("name", name).line(edit);
  }

  private Code when(String condition, Code statements) {
    return condition.isEmpty()
        ? statements
        : IF.with("condition", condition).with("statements", statements).code(edit);
  }

  private void add(ReleaseStep step) {
    steps.computeIfAbsent(step.place().method(), e -> new ArrayList<>()).add(step);
  }

  /** Returns the field's name, qualified where the end method has a variable of that name. */
  private String reference(FieldFacts field, @Nullable MethodTree end) {
    String name = field.key().name();
    String qualifier = field.isStatic() ? type.simpleName() : "this";
    return VariableNames.reference(name, qualifier, end, tree);
  }

  private void overrideIfNew(String inherited) {
    if (!inherited.isEmpty()) {
      inheritedEnd = inherited;
    }
  }

  /** Plans a new field, and returns why that cannot be done; empty if it can. */
  private Optional<String> keep(Remedy.KeepInField remedy) {
    boolean isSerialized = facts.hierarchy().isSubtype(type.name(), "java.io.Serializable");
    KeptField field = KeptField.of(remedy, type, tree, isSerialized, declared, edit);
    if (field == null) {
      return Optional.of("its class cannot have another field");
    }
    overrideIfNew(remedy.place().inherited());
    field.declare();
    declared.add(field.name());
    add(
        new ReleaseStep(
            turn(remedy.action().release(), remedy.type()),
            field.release(
                name -> statements(name, remedy.action()), methodOf(remedy.place().method())),
            Optional.empty(),
            remedy.place()));
    return Optional.empty();
  }
}
