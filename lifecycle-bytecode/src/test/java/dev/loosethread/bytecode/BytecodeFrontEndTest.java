package dev.loosethread.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The facts of class files that javac makes of small sources. */
class BytecodeFrontEndTest {
  @TempDir Path folder;

  private ClassFacts read(String source, String... options) throws Exception {
    Path file = Files.writeString(folder.resolve("A.java"), source);
    List<String> arguments = new ArrayList<>(List.of("-g", "-nowarn", "-d", folder.toString()));
    arguments.addAll(List.of(options));
    arguments.add(file.toString());
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(result).isZero();
    return new BytecodeFrontEnd(new ClassDirectory(folder, getClass().getClassLoader()))
        .read("A")
        .orElseThrow();
  }

  private static Stream<Body> bodies(ClassFacts facts, Body.Kind kind) {
    return facts.bodies().stream().filter(b -> b.kind() == kind);
  }

  private static Body method(ClassFacts facts, String name) {
    return facts.bodies().stream()
        .filter(b -> b.key().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static <E extends Event> List<E> events(Body body, Class<E> type) {
    return body.flow().nodes().stream()
        .map(Flow.Node::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static Event.Call call(Body body, String name) {
    return events(body, Event.Call.class).stream()
        .filter(c -> c.method().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void initialisersStandApartFromTheConstructorsThatHoldThem() throws Exception {
    ClassFacts facts =
        read(
            """
            class A {
              private final Object first = new Object();
              private Object second;
              A() {
                second = "a";
              }
              A(int n) {
                second = n;
              }
            }
            """);

    Body initializer =
        bodies(facts, Body.Kind.INITIALIZER).filter(Body::hasCode).findFirst().orElseThrow();
    assertThat(events(initializer, Event.Assign.class)).hasSize(1);
    assertThat(bodies(facts, Body.Kind.CONSTRUCTOR))
        .hasSize(2)
        .allSatisfy(c -> assertThat(events(c, Event.Assign.class)).hasSize(1));
  }

  @Test
  void constructorOnOneLineKeepsItsAssignments() throws Exception {
    ClassFacts facts = read("class A { Object kept; A(Object given) { kept = given; } }");

    assertThat(bodies(facts, Body.Kind.CONSTRUCTOR))
        .singleElement()
        .satisfies(c -> assertThat(events(c, Event.Assign.class)).hasSize(1));
  }

  @Test
  void lambdasAndLocalClassesShareTheVariablesTheyCapture() throws Exception {
    ClassFacts facts =
        read(
            """
            class A {
              void go() {
                StringReader made = new StringReader();
                made.open();
                Runnable lambda = () -> made.inLambda();
                Runnable object = new Runnable() {
                  @Override public void run() { made.inObject(); }
                };
              }
              static class StringReader {
                void open() {}
                void inLambda() {}
                void inObject() {}
              }
            }
            """);

    Value variable = call(method(facts, "go"), "open").receiver();
    assertThat(variable).isInstanceOf(Value.Local.class);
    Body lambda = bodies(facts, Body.Kind.LAMBDA).findFirst().orElseThrow();
    assertThat(call(lambda, "inLambda").receiver()).isEqualTo(variable);
    assertThat(call(method(facts, "run"), "inObject").receiver()).isEqualTo(variable);
  }

  @Test
  void copiesOfAFinallyBlockAreOnePlace() throws Exception {
    ClassFacts facts =
        read(
            """
            class A {
              void go(java.io.Reader reader) throws java.io.IOException {
                try {
                  reader.read();
                } finally {
                  reader.close();
                }
              }
            }
            """);

    List<Flow.Node> closes =
        method(facts, "go").flow().nodes().stream()
            .filter(n -> n.event() instanceof Event.Call c && c.method().name().equals("close"))
            .toList();
    assertThat(closes).hasSize(2).allMatch(Flow.Node::inFinally);
    assertThat(((Event.Call) closes.get(0).event()).site())
        .isEqualTo(((Event.Call) closes.get(1).event()).site());
  }

  @Test
  void conditionsAskWhatTheSourceAsks() throws Exception {
    ClassFacts facts =
        read(
            """
            class A {
              private boolean running;
              void go(Object given, int n) {
                while (running) {
                  if (given == null || n < 3) {
                    return;
                  }
                }
              }
            }
            """);

    assertThat(events(method(facts, "go"), Event.Branch.class))
        .extracting(b -> b.test().getClass().getSimpleName())
        .containsExactly("Truth", "Compare", "Compare");
    assertThat(method(facts, "go").flow().loops())
        .singleElement()
        .satisfies(l -> assertThat(l.constantTrue()).isFalse());
  }

  @Test
  void accessorsOfOldCompilersAreReadThrough() throws Exception {
    ClassFacts facts =
        read(
            """
            class A {
              private Object kept;
              private void secret() {}
              class B {
                void go() {
                  kept = "x";
                  secret();
                }
              }
            }
            """,
            "--release",
            "8");

    Body go = method(facts, "go");
    assertThat(events(go, Event.Assign.class))
        .singleElement()
        .satisfies(
            a ->
                assertThat(a.target())
                    .isInstanceOfSatisfying(
                        Value.Field.class, f -> assertThat(f.isOwn()).isTrue()));
    assertThat(call(go, "secret").body()).isPresent();
  }

  @Test
  void argumentsThatACompilerAddsAreLeftOut() throws Exception {
    ClassFacts facts =
        read(
            """
            class A {
              void go(String captured) {
                new Inner("x");
                new Object() {
                  @Override public String toString() { return captured; }
                };
              }
              class Inner {
                Inner(String text) {}
              }
            }
            """);

    assertThat(events(method(facts, "go"), Event.Call.class))
        .extracting(c -> c.method() + " " + c.arguments().size())
        .containsExactly("A$Inner#<init>(java.lang.String) 1", "java.lang.Object#<init>() 0");
  }
}
