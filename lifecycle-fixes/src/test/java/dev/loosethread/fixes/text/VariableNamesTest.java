package dev.loosethread.fixes.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which names a fix may give to variables. */
class VariableNamesTest {
  private static TreePath place(String text) {
    JavaSource file = JavaSource.of(text);
    return UnitIndex.of(file.state()).path(file.first(MethodInvocationTree.class));
  }

  private static String exception(String body) {
    return VariableNames.exception(place("class A {\n  void f(int a) {\n" + body + "\n  }\n}"));
  }

  @Test
  void exceptionIsE_whateverIsDeclaredElsewhere() {
    assertThat(exception("f(1);")).isEqualTo("e");
    assertThat(exception("try { int e = 1; } catch (Exception e) {} f(1);")).isEqualTo("e");
    assertThat(exception("{ int e = 1; } f(1); int e = 2;")).isEqualTo("e");
    assertThat(exception("for (int e = 0; e < 1; e++) {} f(1);")).isEqualTo("e");
    assertThat(exception("Runnable r = () -> { int e = 1; }; f(1);")).isEqualTo("e");
    assertThat(exception("int e = 1; new Object() { void g() { f(1); } };")).isEqualTo("e");
  }

  @Test
  void exceptionIsAFailure_whereEIsInScope() {
    assertThat(exception("int e = 1; f(1);")).isEqualTo("failure");
    assertThat(exception("int e = 1; { f(1); }")).isEqualTo("failure");
    assertThat(exception("int e = 1; Runnable r = () -> f(1);")).isEqualTo("failure");
    assertThat(exception("for (int e : new int[0]) { f(1); }")).isEqualTo("failure");
    assertThat(exception("for (int e = 0; ;) { f(1); }")).isEqualTo("failure");
    assertThat(exception("try { } catch (RuntimeException e) { f(1); }")).isEqualTo("failure");
    assertThat(exception("java.util.function.IntConsumer c = e -> { f(e); };"))
        .isEqualTo("failure");
    assertThat(exception("if (!((Object) a instanceof Integer e)) { return; } f(1);"))
        .isEqualTo("failure");
    assertThat(exception("switch (a) { case 1: int e; break; default: f(1); }"))
        .isEqualTo("failure");
    assertThat(exception("int e = 1; int failure = 2; f(1);")).isEqualTo("failure2");
  }

  @Test
  void exceptionHidesNothingThatItsHandlerUses() {
    TreePath place = place("class A {\n  A e;\n  void f() {\n    f();\n  }\n}");
    assertThat(VariableNames.exception(place, Set.of("e"))).isEqualTo("failure");
  }

  @Test
  void exceptionIsNamedAsMostOfTheFile() {
    String handler = "try { } catch (RuntimeException ex) { }";
    assertThat(exception(handler + " f(1);")).isEqualTo("ex");
    assertThat(exception(handler + " try { } catch (Error e) { } f(1);")).isEqualTo("e");
  }

  @Test
  void localIsDeclaredOnceInItsScope() {
    TreePath place = place("class A {\n  int x;\n  void f() {\n    f();\n  }\n}");
    JavaSource rest = JavaSource.of("class B {\n  int x;\n  void g(int y) {\n    x++;\n  }\n}");
    assertThat(VariableNames.freeLocal(place, "x", List.of())).isEqualTo("x");
    assertThat(VariableNames.freeLocal(place, "x", List.of(rest.first(MethodTree.class))))
        .isEqualTo("x2");
    assertThat(VariableNames.freeLocal(place, "y", List.of(rest.type()))).isEqualTo("y2");
  }
}
