package dev.loosethread.bench.operators;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Element;

/** Finds what methods start: threads, tasks, and owners of threads. */
final class Starts {
  private static final String EXECUTOR = "java.util.concurrent.Executor";
  private static final String TIMER = "java.util.Timer";

  private Starts() {}

  /**
   * The lines of a method that start something, by themselves or through a method of the same class
   * that they call, and the lines of that.
   *
   * @param start offset from which on the method is looked at
   * @param end offset behind what is looked at
   */
  static List<Lines> in(SourceUnit unit, TreePath method, int start, int end) {
    List<Lines> lines = new ArrayList<>();
    Element type = type(unit, method);
    scan(
        unit,
        method,
        start,
        end,
        lines,
        call -> {
          if (call.method() != null && call.method().getEnclosingElement().equals(type)) {
            TreePath called = unit.trees().getPath(call.method());
            if (called != null
                && called.getCompilationUnit() == unit.tree()
                && called.getLeaf() != method.getLeaf()) {
              List<Lines> inner = new ArrayList<>();
              scan(unit, called, 0, Integer.MAX_VALUE, inner, deeper -> {});
              if (!inner.isEmpty()) {
                lines.add(unit.lines(call.tree()));
                lines.addAll(inner);
              }
            }
          }
        });
    return lines;
  }

  private static Element type(SourceUnit unit, TreePath method) {
    Element element = unit.trees().getElement(method);
    return element == null ? null : element.getEnclosingElement();
  }

  private static void scan(
      SourceUnit unit,
      TreePath method,
      int start,
      int end,
      List<Lines> lines,
      Consumer<Invocation> others) {
    new TreePathScanner<Void, Void>() {
      @Override
      public Void scan(Tree tree, Void unused) {
        return tree == null || unit.end(tree) <= start || unit.start(tree) >= end
            ? null
            : super.scan(tree, null);
      }

      @Override
      public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
        Invocation.of(unit, getCurrentPath())
            .ifPresent(
                call -> {
                  if (starts(unit, call)) {
                    lines.add(unit.lines(node));
                  } else {
                    others.accept(call);
                  }
                });
        return super.visitMethodInvocation(node, null);
      }

      @Override
      public Void visitNewClass(NewClassTree node, Void unused) {
        if (Vocabulary.isOwner(unit, unit.type(getCurrentPath()))) {
          lines.add(unit.lines(node));
        }
        return super.visitNewClass(node, null);
      }

      @Override
      public Void visitClass(ClassTree node, Void unused) {
        return null;
      }

      @Override
      public Void visitLambdaExpression(LambdaExpressionTree node, Void unused) {
        return null;
      }
    }.scan(method, null);
  }

  private static boolean starts(SourceUnit unit, Invocation call) {
    return switch (call.name()) {
      case "start" -> call.isOn(unit, "java.lang.Thread", "com.sun.net.httpserver.HttpServer");
      case "execute", "submit", "invokeAll", "invokeAny" -> call.isOn(unit, EXECUTOR);
      case "schedule", "scheduleAtFixedRate", "scheduleWithFixedDelay" ->
          call.isOn(unit, EXECUTOR, TIMER);
      default -> call.name().startsWith("new") && Vocabulary.isOwner(unit, unit.type(call.path()));
    };
  }
}
