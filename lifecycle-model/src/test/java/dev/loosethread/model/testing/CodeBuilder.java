package dev.loosethread.model.testing;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.StructuredFlowBuilder;
import dev.loosethread.model.facts.StructuredFlowBuilder.Handler;
import dev.loosethread.model.facts.Value;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** The control flow of one body, made by hand, statement by statement. */
public final class CodeBuilder {
  private final ClassBuilder type;
  private final int body;
  private final StructuredFlowBuilder flow;

  public CodeBuilder(ClassBuilder type, int body) {
    this.type = type;
    this.body = body;
    this.flow = new StructuredFlowBuilder(type.hierarchy());
  }

  /** {@code owner#name(parameter,...)}. */
  public static MethodKey key(String text) {
    String[] parts = text.split("[#()]");
    String[] parameters = parts.length < 3 ? new String[0] : parts[2].split(",");
    return MethodKey.of(parts[0], parts[1], parameters);
  }

  public Value callStatic(String method, String result, Value... arguments) {
    return call(started(key(method), arguments).staticMethod(true).resultType(result));
  }

  public Value call(Value receiver, String method, String result, Value... arguments) {
    return call(started(key(method), arguments).receiver(receiver).resultType(result));
  }

  /** Drops the result. */
  public void callAndDrop(Value receiver, String method, String result, Value... arguments) {
    call(started(key(method), arguments).receiver(receiver).resultType(result).discarded(true));
  }

  public Value callOwn(int method, Value... arguments) {
    return call(
        started(type.key(method), arguments)
            .receiver(type.self())
            .body(OptionalInt.of(method))
            .resultType("void"));
  }

  /** Calls the method that this code is in. */
  public Value callItself() {
    return callOwn(body);
  }

  /** {@code super.name()}; the method as {@code Superclass#name()} says. */
  public void callSuper(String method) {
    call(started(key(method)).receiver(type.self()).throughSuper(true).resultType("void"));
  }

  /** {@code new Type(...)}; parameters as {@code Type#<init>(...)} says. */
  public Value create(String constructor, Value... arguments) {
    MethodKey key = key(constructor);
    return call(started(key, arguments).creates(key.owner()));
  }

  private Event.Call.Builder started(MethodKey key, Value... arguments) {
    return Event.Call.builder(type.number(), key, type.place(key.name() + "()"))
        .arguments(Arrays.asList(arguments))
        .checked(checked(key));
  }

  private Value call(Event.Call.Builder started) {
    Event.Call call = started.build();
    if (call.resultType().equals("void")) {
      call = started.discarded(true).build();
    }
    int node = flow.add(call);
    call.checked().forEach(e -> flow.raise(node, e));
    flow.raise(node, Flow.UNCHECKED);
    return new Value.Result(call.id(), call.resultType());
  }

  /** What the JDK's own methods of this name declare. */
  private static Set<String> checked(MethodKey key) {
    return switch (key.name()) {
      case "sleep", "take", "await", "wait" -> Set.of("java.lang.InterruptedException");
      case "get" ->
          key.parameters().size() < 2
              ? Set.of()
              : Set.of(
                  "java.lang.InterruptedException",
                  "java.util.concurrent.ExecutionException",
                  "java.util.concurrent.TimeoutException");
      default -> Set.of();
    };
  }

  public void assign(Value target, Value value) {
    flow.add(new Event.Assign(target, value, false, type.place("=")));
  }

  public Value.Lambda lambda(Consumer<CodeBuilder> code) {
    return new Value.Lambda(type.lambda(body, code), "java.lang.Runnable");
  }

  public void returns(Value value) {
    flow.add(new Event.Return(value, type.place("return")));
    flow.leaveBody();
  }

  public void returns() {
    returns(Value.UNKNOWN);
  }

  public void throwing(String exception) {
    int node = flow.add(new Event.Throw(exception, type.place("throw")));
    flow.raise(node, exception);
    flow.stop();
  }

  /** {@code if (value) then}. */
  public void ifTrue(Value value, Runnable then) {
    when(new Test.Truth(value), then, () -> {});
  }

  public void ifFalse(Value value, Runnable then) {
    when(new Test.Truth(value), () -> {}, then);
  }

  public void when(Test test, Runnable then, Runnable otherwise) {
    int ifTrue = flow.label();
    int ifFalse = flow.label();
    int after = flow.label();
    flow.branch(new Event.Branch(test, type.place("if")), ifTrue, ifFalse);
    flow.continueAt(ifTrue);
    then.run();
    flow.jump(after);
    flow.continueAt(ifFalse);
    otherwise.run();
    flow.jump(after);
    flow.continueAt(after);
  }

  /** {@code while (true) body}. */
  public void forEver(Runnable code) {
    loop(null, true, code);
  }

  /** {@code while (value) body}. */
  public void whileTrue(Value condition, Runnable code) {
    loop(new Test.Truth(condition), true, code);
  }

  /** {@code while (!test) body}. */
  public void until(Test test, Runnable code) {
    loop(test, false, code);
  }

  private void loop(Test condition, boolean goesOnIf, Runnable code) {
    int after = flow.label();
    int header = flow.openLoop(Flow.LoopKind.WHILE, condition == null, type.place("while"));
    if (condition != null) {
      int inside = flow.label();
      flow.branch(
          new Event.Branch(condition, type.place("while test")),
          goesOnIf ? inside : after,
          goesOnIf ? after : inside);
      flow.continueAt(inside);
    }
    flow.enterLoopBody(Set.of(), after, header);
    code.run();
    flow.jump(header);
    flow.leave();
    flow.closeLoop(header);
    flow.continueAt(after);
  }

  public void breaks() {
    flow.breakTo(null);
  }

  /** {@code try body catch (exception e) handler}. */
  public void tryCatch(Runnable code, String exception, Runnable handler) {
    Event.Catch entry =
        new Event.Catch(List.of(exception), type.local("e", exception), type.place("catch"));
    flow.withHandlers(code, List.of(new Handler(entry, handler)));
  }

  /** {@code try body finally cleanup}. */
  public void tryFinally(Runnable code, Runnable cleanup) {
    flow.withCleanup(code, cleanup);
  }

  /** {@code synchronized (this) body}. */
  public void locked(Runnable code) {
    flow.add(new Event.Monitor(true, type.self(), type.place("synchronized")));
    code.run();
    flow.add(new Event.Monitor(false, type.self(), type.place("end of synchronized")));
  }

  public Flow flow() {
    return flow.build();
  }
}
