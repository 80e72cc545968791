package dev.loosethread.model.testing;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** The control flow of one body, made by hand, statement by statement. */
public final class CodeBuilder {
  private static final String UNCHECKED = "java.lang.RuntimeException";
  private static final int EXIT = 1;
  private static final int THROW_EXIT = 2;

  private record Draft(Event event, List<Edge> edges, OptionalInt handler) {}

  private record Handler(String type, int entry) {}

  private final ClassBuilder type;
  private final int body;
  private final List<Draft> drafts = new ArrayList<>();
  private final List<Flow.Loop> loops = new ArrayList<>();
  private final Deque<Handler> handlers = new ArrayDeque<>();
  private final Deque<Integer> breaks = new ArrayDeque<>();
  private final Set<Integer> openHeaders = new java.util.HashSet<>();
  private OptionalInt inHandler = OptionalInt.empty();
  private int current;

  public CodeBuilder(ClassBuilder type, int body) {
    this.type = type;
    this.body = body;
    current = node(null);
    node(null);
    node(null);
  }

  private int node(Event event) {
    drafts.add(new Draft(event, new ArrayList<>(), inHandler));
    return drafts.size() - 1;
  }

  private void edge(int from, int to, Kind kind, String exception) {
    drafts.get(from).edges().add(new Edge(to, kind, exception, openHeaders.contains(to)));
  }

  private int add(Event event) {
    int node = node(event);
    jump(node);
    current = node;
    return node;
  }

  private void jump(int to) {
    if (current >= 0) {
      edge(current, to, Kind.NORMAL, "");
    }
    current = -1;
  }

  private void raise(int node, String exception) {
    for (Handler handler : handlers) {
      boolean isCaught = type.hierarchy().isSubtype(exception, handler.type());
      if (isCaught || type.hierarchy().isSubtype(handler.type(), exception)) {
        edge(node, handler.entry(), Kind.EXCEPTION, exception);
      }
      if (isCaught) {
        return;
      }
    }
    edge(node, THROW_EXIT, Kind.EXCEPTION, exception);
  }

  /** {@code owner#name(parameter,...)}. */
  public static MethodKey key(String text) {
    String[] parts = text.split("[#()]");
    String[] parameters = parts.length < 3 ? new String[0] : parts[2].split(",");
    return MethodKey.of(parts[0], parts[1], parameters);
  }

  public Value callStatic(String method, String result, Value... arguments) {
    return call(key(method), Value.UNKNOWN, true, OptionalInt.empty(), "", result, arguments);
  }

  public Value call(Value receiver, String method, String result, Value... arguments) {
    return call(key(method), receiver, false, OptionalInt.empty(), "", result, arguments);
  }

  public Value callOwn(int method, Value... arguments) {
    return call(
        type.key(method), type.self(), false, OptionalInt.of(method), "", "void", arguments);
  }

  /** {@code new Type(...)}; parameters as {@code Type#<init>(...)} says. */
  public Value create(String constructor, Value... arguments) {
    MethodKey key = key(constructor);
    return call(
        key, Value.UNKNOWN, false, OptionalInt.empty(), key.owner(), key.owner(), arguments);
  }

  private Value call(
      MethodKey key,
      Value receiver,
      boolean isStatic,
      OptionalInt target,
      String created,
      String result,
      Value... arguments) {
    int id = type.number();
    Set<String> checked = checked(key);
    int node =
        add(
            new Event.Call(
                id,
                key,
                receiver,
                Arrays.asList(arguments),
                result,
                isStatic,
                target,
                created,
                false,
                result.equals("void"),
                checked,
                type.place(key.name() + "()")));
    checked.forEach(e -> raise(node, e));
    raise(node, UNCHECKED);
    return new Value.Result(id, result);
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
    add(new Event.Assign(target, value, false, type.place("=")));
  }

  public Value.Lambda lambda(Consumer<CodeBuilder> code) {
    return new Value.Lambda(type.lambda(body, code), "java.lang.Runnable");
  }

  public void returns(Value value) {
    add(new Event.Return(value, type.place("return")));
    jump(EXIT);
  }

  public void returns() {
    returns(Value.UNKNOWN);
  }

  public void throwing(String exception) {
    int node = add(new Event.Throw(exception, type.place("throw")));
    raise(node, exception);
    current = -1;
  }

  /** {@code if (value) then}. */
  public void ifTrue(Value value, Runnable then) {
    when(new Test.Truth(value), then, () -> {});
  }

  public void ifFalse(Value value, Runnable then) {
    when(new Test.Truth(value), () -> {}, then);
  }

  public void when(Test test, Runnable then, Runnable otherwise) {
    int branch = add(new Event.Branch(test, type.place("if")));
    int ifTrue = node(null);
    int ifFalse = node(null);
    int after = node(null);
    edge(branch, ifTrue, Kind.TRUE, "");
    edge(branch, ifFalse, Kind.FALSE, "");
    current = ifTrue;
    then.run();
    jump(after);
    current = ifFalse;
    otherwise.run();
    jump(after);
    boolean isReached =
        drafts.stream().flatMap(d -> d.edges().stream()).anyMatch(e -> e.target() == after);
    current = isReached ? after : -1;
  }

  /** {@code while (true) body}. */
  public void forEver(Runnable code) {
    loop(null, Kind.TRUE, code);
  }

  /** {@code while (value) body}. */
  public void whileTrue(Value condition, Runnable code) {
    loop(new Test.Truth(condition), Kind.TRUE, code);
  }

  /** {@code while (!test) body}. */
  public void until(Test test, Runnable code) {
    loop(test, Kind.FALSE, code);
  }

  private void loop(Test condition, Kind goesOn, Runnable code) {
    int header = node(null);
    int after = node(null);
    jump(header);
    openHeaders.add(header);
    loops.add(new Flow.Loop(header, Flow.LoopKind.WHILE, condition == null, type.place("while")));
    current = header;
    if (condition != null) {
      int branch = add(new Event.Branch(condition, type.place("while test")));
      int inside = node(null);
      edge(branch, inside, goesOn, "");
      edge(branch, after, goesOn == Kind.TRUE ? Kind.FALSE : Kind.TRUE, "");
      current = inside;
    }
    breaks.push(after);
    code.run();
    breaks.pop();
    jump(header);
    openHeaders.remove(header);
    boolean isReached =
        drafts.stream().flatMap(d -> d.edges().stream()).anyMatch(e -> e.target() == after);
    current = isReached ? after : -1;
  }

  public void breaks() {
    jump(breaks.peek());
  }

  /** {@code try body catch (exception e) handler}. */
  public void tryCatch(Runnable code, String exception, Runnable handler) {
    OptionalInt saved = inHandler;
    inHandler = OptionalInt.of(drafts.size());
    int entry =
        node(new Event.Catch(List.of(exception), type.local("e", exception), type.place("catch")));
    inHandler = saved;
    int after = node(null);
    handlers.push(new Handler(exception, entry));
    code.run();
    handlers.pop();
    jump(after);
    inHandler = OptionalInt.of(entry);
    current = entry;
    handler.run();
    jump(after);
    inHandler = saved;
    current = after;
  }

  /** {@code synchronized (this) body}. */
  public void locked(Runnable code) {
    add(new Event.Monitor(true, type.self(), type.place("synchronized")));
    code.run();
    add(new Event.Monitor(false, type.self(), type.place("end of synchronized")));
  }

  public Flow flow() {
    jump(EXIT);
    List<Flow.Node> nodes = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      Draft d = drafts.get(i);
      nodes.add(new Flow.Node(i, d.event(), d.edges(), d.handler(), false));
    }
    return new Flow(nodes, EXIT, THROW_EXIT, loops);
  }
}
