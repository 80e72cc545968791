package dev.loosethread.bench.operators;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/** Takes calls and method references away. */
final class Removal {
  private final SourceUnit unit;

  Removal(SourceUnit unit) {
    this.unit = unit;
  }

  /** All of them taken away; a table names the first. */
  Candidate candidate(List<Release> releases, Anchors anchors) {
    return new Candidate(
        unit.start(releases.get(0).path().getLeaf()),
        text(releases),
        ofAll(releases.stream().map(Release::path).distinct().toList()),
        anchors.lines());
  }

  /** Ways to take all of these calls and method references away. */
  List<List<Edit>> ofAll(List<TreePath> paths) {
    List<List<Edit>> ways = paths.stream().map(this::ways).toList();
    int most = ways.stream().mapToInt(List::size).max().orElse(0);
    List<List<Edit>> variants = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      List<Edit> edits = new ArrayList<>();
      for (List<Edit> way : ways) {
        edits.add(way.get(Math.min(i, way.size() - 1)));
      }
      variants.add(edits);
    }
    return variants;
  }

  /** Returns whether the value of a call is ignored. */
  static boolean isIgnored(TreePath call) {
    Tree parent = call.getParentPath().getLeaf();
    return parent instanceof ExpressionStatementTree
        || parent instanceof LambdaExpressionTree
        || call.getLeaf() instanceof MemberReferenceTree;
  }

  /** Returns what a table says of them: the first, and where more are, that there are. */
  String text(List<Release> releases) {
    Release first = releases.get(0);
    Tree statement = first.path().getLeaf();
    return unit.text(statement) + (releases.size() > 1 ? " ..." : "");
  }

  private List<Edit> ways(TreePath path) {
    Tree leaf = path.getLeaf();
    if (leaf instanceof MemberReferenceTree) {
      return List.of("() -> {}", "released -> {}", "() -> null", "released -> null").stream()
          .map(by -> unit.replace(leaf, by))
          .toList();
    }
    List<Edit> ways = new ArrayList<>();
    TreePath parent = path.getParentPath();
    if (parent.getLeaf() instanceof ExpressionStatementTree statement) {
      ways.add(unit.replace(statement, ";"));
      String thrown = thrown((MethodInvocationTree) leaf);
      if (!thrown.isEmpty()) {
        // A catch clause may need it.
        ways.add(unit.replace(statement, "{ " + thrown + "}"));
      }
      return ways;
    }
    if (parent.getLeaf() instanceof LambdaExpressionTree) {
      ways.add(unit.replace(leaf, "{}"));
    }
    Tree statement = statement(path);
    if (statement != null) {
      ways.add(unit.replace(statement, ";"));
    }
    for (String value : neutral(unit.type(path))) {
      ways.add(unit.replace(leaf, value));
    }
    return ways;
  }

  private String thrown(MethodInvocationTree call) {
    return unit.element(call.getMethodSelect()) instanceof ExecutableElement method
        ? method.getThrownTypes().stream()
            .map(type -> "if (false) throw (" + type + ") null; ")
            .collect(Collectors.joining())
        : "";
  }

  /** The statement that consists of a call and of calls on what that gives. */
  private static Tree statement(TreePath call) {
    TreePath at = call;
    while (at.getParentPath().getLeaf() instanceof MemberSelectTree
        && at.getParentPath().getParentPath().getLeaf() instanceof MethodInvocationTree) {
      at = at.getParentPath().getParentPath();
    }
    Tree parent = at.getParentPath().getLeaf();
    return parent instanceof ExpressionStatementTree ? parent : null;
  }

  private List<String> neutral(TypeMirror type) {
    return switch (type.getKind()) {
      case BOOLEAN -> List.of("true", "false");
      case BYTE, SHORT, INT, LONG, CHAR, FLOAT, DOUBLE -> List.of("0");
      default ->
          type.toString().startsWith("java.util.List<")
              ? List.of("new java.util.ArrayList<Runnable>()", "null")
              : List.of("java.util.concurrent.CompletableFuture.completedFuture(null)", "null");
    };
  }
}
