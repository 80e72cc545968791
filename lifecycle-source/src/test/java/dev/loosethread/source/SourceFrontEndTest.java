package dev.loosethread.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.Loops;
import dev.loosethread.model.flow.Paths;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What the front end makes of Java source, whole and broken. */
class SourceFrontEndTest {

  private static List<ClassFacts> read(String... sources) throws Exception {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> files = new ArrayList<>();
    for (int i = 0; i < sources.length; i++) {
      String text = sources[i];
      files.add(
          new SimpleJavaFileObject(
              URI.create("mem:///F" + i + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreErrors) {
              return text;
            }
          });
    }
    JavacTask task =
        (JavacTask)
            javac.getTask(
                null,
                null,
                diagnostic -> {},
                List.of("-proc:none", "--should-stop=ifError=FLOW"),
                null,
                files);
    Iterable<? extends CompilationUnitTree> units = task.parse();
    task.analyze();
    SourceFrontEnd frontEnd = SourceFrontEnd.of(Trees.instance(task), task.getElements());
    List<ClassFacts> facts = new ArrayList<>();
    for (CompilationUnitTree unit : units) {
      for (Tree type : unit.getTypeDecls()) {
        if (type instanceof ClassTree c) {
          facts.add(frontEnd.read(unit, c));
        }
      }
    }
    return facts;
  }

  private static Body method(ClassFacts facts, String name) {
    return facts.bodies().stream()
        .filter(b -> b.key().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Flow flow(String body) throws Exception {
    ClassFacts facts =
        read("class A { boolean f; java.util.concurrent.BlockingQueue<String> q;"
                + " void a() {} boolean b() { return f; }"
                + " void m(int i) throws Exception { "
                + body
                + " } }")
            .get(0);
    Body m = method(facts, "m");
    assertThat(m.isOpaque()).isFalse();
    return m.flow();
  }

  private static boolean canReach(Flow flow, int target) {
    return Paths.reachable(flow, 0, n -> true).get(target);
  }

  private static List<String> calls(Flow flow) {
    return flow.nodes().stream()
        .filter(n -> n.event() instanceof Event.Call)
        .map(n -> ((Event.Call) n.event()).method().name())
        .toList();
  }

  @Test
  void endlessLoopNeverReachesTheExit() throws Exception {
    Flow flow = flow("while (true) { a(); }");

    assertThat(canReach(flow, flow.exit())).isFalse();
    assertThat(flow.loops()).singleElement().matches(Flow.Loop::constantTrue);
    assertThat(new Loops(flow).nodes(flow.loops().get(0).header()).isEmpty()).isFalse();
  }

  @Test
  void labeledBreakLeavesTheOuterLoop() throws Exception {
    Flow flow = flow("outer: for (;;) { while (f) { break outer; } }");

    assertThat(canReach(flow, flow.exit())).isTrue();
    assertThat(flow.loops()).hasSize(2);
  }

  @Test
  void finallyIsCopiedForEveryWayIntoIt() throws Exception {
    Flow flow = flow("try { if (f) { return; } b(); } finally { a(); }");

    // On return, on completion, and on an exception.
    assertThat(calls(flow).stream().filter("a"::equals)).hasSize(3);
    assertThat(flow.nodes().stream().filter(n -> n.inFinally() && n.event() != null)).hasSize(3);
  }

  @Test
  void checkedExceptionGoesToItsHandlerAndNotPastIt() throws Exception {
    Flow flow = flow("try { q.take(); } catch (InterruptedException e) { a(); }");

    List<Flow.Edge> interrupted =
        flow.nodes().stream()
            .flatMap(n -> n.successors().stream())
            .filter(e -> e.exception().equals("java.lang.InterruptedException"))
            .toList();
    assertThat(interrupted).singleElement().matches(e -> e.target() != flow.throwExit());
    assertThat(flow.node(interrupted.get(0).target()).event()).isInstanceOf(Event.Catch.class);
  }

  @Test
  void shortCircuitIsTakenApart() throws Exception {
    Flow flow = flow("if (f && !b() || i > 3) { a(); }");

    assertThat(flow.nodes().stream().filter(n -> n.event() instanceof Event.Branch)).hasSize(3);
  }

  @Test
  void constantConditionMakesNoBranch() throws Exception {
    Flow flow = flow("if (!false) { a(); } else { b(); }");

    assertThat(flow.nodes().stream().map(Flow.Node::event))
        .noneMatch(Event.Branch.class::isInstance);
    BitSet reachable = Paths.reachable(flow, 0, n -> true);
    assertThat(
            flow.nodes().stream()
                .filter(n -> reachable.get(n.id()))
                .filter(n -> n.event() instanceof Event.Call c && c.method().name().equals("b")))
        .isEmpty();
  }

  @Test
  void resourceIsClosedOnEveryWayOut() throws Exception {
    Flow flow = flow("try (java.io.StringReader r = new java.io.StringReader(\"\")) { a(); }");

    assertThat(flow.nodes().stream().filter(n -> n.event() instanceof Event.AutoClose)).hasSize(2);
  }

  @Test
  void monitorIsLeftOnEveryWayOut() throws Exception {
    Flow flow = flow("synchronized (this) { if (f) { return; } a(); }");

    assertThat(
            flow.nodes().stream().filter(n -> n.event() instanceof Event.Monitor m && !m.enter()))
        .hasSize(3);
  }

  @Test
  void switchesOfEveryKindAreRead() throws Exception {
    Flow flow =
        flow(
            "switch (i) { case 1: a(); case 2: b(); break; default: }"
                + " int k = switch (i) { case 1 -> 2; default -> { a(); yield 3; } };"
                + " switch (i) { case 1 -> a(); default -> b(); }");

    assertThat(canReach(flow, flow.exit())).isTrue();
    assertThat(calls(flow)).containsExactly("a", "b", "a", "a", "b");
  }

  @Test
  void capturedLocalKeepsItsIdentityInALambda() throws Exception {
    ClassFacts facts =
        read("class A { void m() { Object o = new Object(); Runnable r = () -> o.hashCode(); } }")
            .get(0);

    Body lambda =
        facts.bodies().stream().filter(b -> b.kind() == Body.Kind.LAMBDA).findFirst().orElseThrow();
    Value receiver =
        lambda.flow().nodes().stream()
            .filter(n -> n.event() instanceof Event.Call)
            .map(n -> ((Event.Call) n.event()).receiver())
            .findFirst()
            .orElseThrow();
    assertThat(method(facts, "m").flow().nodes().stream().map(Flow.Node::event))
        .anyMatch(e -> e instanceof Event.Assign a && a.target().equals(receiver));
    assertThat(lambda.enclosing()).hasValue(method(facts, "m").id());
  }

  @Test
  void everyKindOfTypeIsRead() throws Exception {
    ClassFacts facts =
        read("record A(int x) { A { x = 1; } enum E { ONE { void f() {} }; void f() {} }"
                + " interface I { int K = 1; default void d() {} }"
                + " @interface N {} static class S {} class Inner {}"
                + " void m() { class Local {} new Object() { int y = 2; }; } }")
            .get(0);

    assertThat(facts.types().stream().map(TypeFacts::kind))
        .contains(
            TypeFacts.Kind.RECORD,
            TypeFacts.Kind.ENUM,
            TypeFacts.Kind.INTERFACE,
            TypeFacts.Kind.ANNOTATION,
            TypeFacts.Kind.CLASS,
            TypeFacts.Kind.LOCAL,
            TypeFacts.Kind.ANONYMOUS);
    assertThat(facts.types().stream().map(TypeFacts::name)).doesNotHaveDuplicates();
    assertThat(facts.bodies()).doesNotContainNull().noneMatch(Body::isOpaque);
  }

  @Test
  void missingTypesAreTolerated() throws Exception {
    ClassFacts facts =
        read("import gone.Pool; class A extends gone.Base { Pool p = new Pool(1);"
                + " @gone.Mark void m() { p.start(x -> x.go()); for (gone.T t : p.all()) t.f(); } }")
            .get(0);

    assertThat(facts.bodies()).doesNotContainNull();
    assertThat(facts.fields()).singleElement().matches(f -> f.key().name().equals("p"));
    assertThat(facts.hierarchy().isResolved("gone.Pool")).isFalse();
  }

  @Test
  void brokenSourceIsTolerated() throws Exception {
    for (String broken :
        List.of(
            "class A { void m( { } ",
            "class A { int x = ; void m() { return 1 } }",
            "class A { void m() { break; continue; int i = yield; } }",
            "class A extends A { A a = new A() { }; }",
            "class A { void m() { for (;;) } }",
            "class { }",
            "")) {
      assertThat(read(broken)).allSatisfy(f -> assertThat(f.bodies()).doesNotContainNull());
    }
  }

  @Test
  void longChainsDoNotOverflowTheStack() throws Exception {
    String sum = "\"\"" + " + f".repeat(500);

    assertThat(flow("String s = " + sum + ";").nodes()).isNotEmpty();
  }

  @Test
  void membersOfTheSamePackageAreSeenFromOutside() throws Exception {
    List<ClassFacts> facts =
        read(
            "package p; class A { Object shared; }",
            "package p; class B { void m(A a) { a.shared = null; } }");

    assertThat(facts.get(0).outside().accessesTo(facts.get(0).fields().get(0).key()))
        .extracting(ClassFacts::name)
        .containsExactly("p.B");
  }

  @Test
  void ownSourcesAreReadWithoutAnOpaqueBody() throws Exception {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(Path.of("src/main/java"))) {
      for (Path file : walk.filter(p -> p.toString().endsWith(".java")).toList()) {
        sources.add(Files.readString(file));
      }
    }

    List<ClassFacts> facts = read(sources.toArray(String[]::new));

    assertThat(facts).hasSizeGreaterThan(8);
    assertThat(facts.stream().flatMap(f -> f.bodies().stream())).noneMatch(Body::isOpaque);
    assertThat(
            facts.stream()
                .flatMap(f -> f.bodies().stream())
                .flatMap(b -> b.flow().nodes().stream())
                .flatMap(n -> n.successors().stream())
                .filter(e -> e.kind() == Kind.EXCEPTION))
        .allMatch(e -> !e.exception().isEmpty());
  }
}
