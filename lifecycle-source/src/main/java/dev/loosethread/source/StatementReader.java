package dev.loosethread.source;

import com.sun.source.tree.*;
import com.sun.source.util.SimpleTreeVisitor;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.OpaqueCodeException;
import dev.loosethread.model.facts.StructuredFlowBuilder;
import dev.loosethread.model.facts.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Name;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Reads statements: sends each to the method or the reader for its kind.
 *
 * <p>The visitor's argument are the labels of the statement.
 */
final class StatementReader extends SimpleTreeVisitor<Void, Set<String>> {
  private final BodyReader body;
  private final StructuredFlowBuilder flow;
  private final LoopReader loops;
  private final TryReader tries;

  StatementReader(BodyReader body) {
    this.body = body;
    this.flow = body.flow();
    this.loops = new LoopReader(body, this);
    this.tries = new TryReader(body, this);
  }

  void readAll(List<? extends StatementTree> trees) {
    for (StatementTree tree : trees) {
      read(tree);
    }
  }

  /**
   * Reads a statement; of unreachable code only its local classes.
   *
   * @param tree may be null
   */
  void read(@Nullable StatementTree tree) {
    if (tree != null && (flow.isReachable() || tree instanceof ClassTree)) {
      tree.accept(this, Set.of());
    }
  }

  @Override
  protected Void defaultAction(Tree tree, Set<String> labels) {
    throw new OpaqueCodeException("statement " + tree.getKind());
  }

  @Override
  public Void visitBlock(BlockTree tree, Set<String> labels) {
    readAll(tree.getStatements());
    return null;
  }

  @Override
  public Void visitEmptyStatement(EmptyStatementTree tree, Set<String> labels) {
    return null;
  }

  @Override
  public Void visitExpressionStatement(ExpressionStatementTree tree, Set<String> labels) {
    body.expressions().statement(tree.getExpression());
    return null;
  }

  @Override
  public Void visitVariable(VariableTree tree, Set<String> labels) {
    variable(tree);
    return null;
  }

  /** Reads the declaration of a local variable. */
  void variable(VariableTree tree) {
    if (tree.getInitializer() == null) {
      return;
    }
    for (AnnotationTree annotation : tree.getModifiers().getAnnotations()) {
      if (annotation.getAnnotationType().toString().endsWith("Cleanup")) {
        // Lombok writes the try block that closes it, which is only here if Lombok has run.
        throw new OpaqueCodeException("a variable that a tool closes");
      }
    }
    Value value = body.expressions().value(tree.getInitializer());
    if (body.trees().element(tree) instanceof VariableElement variable) {
      Value.Local local = body.owner().variables().local(variable);
      flow.add(new Event.Assign(local, value, false, body.trees().site(tree)));
    }
  }

  @Override
  public Void visitIf(IfTree tree, Set<String> labels) {
    int ifTrue = flow.label();
    int ifFalse = flow.label();
    int after = flow.label();
    body.conditions().branch(tree.getCondition(), ifTrue, ifFalse);
    flow.continueAt(ifTrue);
    read(tree.getThenStatement());
    flow.jump(after);
    flow.continueAt(ifFalse);
    read(tree.getElseStatement());
    flow.jump(after);
    flow.continueAt(after);
    return null;
  }

  @Override
  public Void visitWhileLoop(WhileLoopTree tree, Set<String> labels) {
    loops.whileLoop(tree, labels);
    return null;
  }

  @Override
  public Void visitDoWhileLoop(DoWhileLoopTree tree, Set<String> labels) {
    loops.doLoop(tree, labels);
    return null;
  }

  @Override
  public Void visitForLoop(ForLoopTree tree, Set<String> labels) {
    loops.forLoop(tree, labels);
    return null;
  }

  @Override
  public Void visitEnhancedForLoop(EnhancedForLoopTree tree, Set<String> labels) {
    loops.forEach(tree, labels);
    return null;
  }

  @Override
  public Void visitLabeledStatement(LabeledStatementTree tree, Set<String> outerLabels) {
    Set<String> labels = new HashSet<>(outerLabels);
    labels.add(tree.getLabel().toString());
    StatementTree labelled = tree.getStatement();
    switch (labelled.getKind()) {
      case WHILE_LOOP, DO_WHILE_LOOP, FOR_LOOP, ENHANCED_FOR_LOOP, LABELED_STATEMENT ->
          labelled.accept(this, labels);
      default -> {
        int after = flow.label();
        flow.enterLabelled(labels, after);
        read(labelled);
        flow.leave();
        flow.jump(after);
        flow.continueAt(after);
      }
    }
    return null;
  }

  @Override
  public Void visitBreak(BreakTree tree, Set<String> labels) {
    flow.breakTo(text(tree.getLabel()));
    return null;
  }

  @Override
  public Void visitContinue(ContinueTree tree, Set<String> labels) {
    flow.continueTo(text(tree.getLabel()));
    return null;
  }

  private static @Nullable String text(@Nullable Name label) {
    return label == null ? null : label.toString();
  }

  @Override
  public Void visitYield(YieldTree tree, Set<String> labels) {
    body.switches().yieldStatement(tree);
    return null;
  }

  @Override
  public Void visitReturn(ReturnTree tree, Set<String> labels) {
    Value value = body.expressions().value(tree.getExpression());
    flow.add(new Event.Return(value, body.trees().site(tree)));
    flow.leaveBody();
    return null;
  }

  @Override
  public Void visitThrow(ThrowTree tree, Set<String> labels) {
    body.expressions().value(tree.getExpression());
    String type = body.trees().typeName(tree.getExpression());
    int node = flow.add(new Event.Throw(type, body.trees().site(tree)));
    flow.raise(node, type.isEmpty() ? "java.lang.Throwable" : type);
    flow.stop();
    return null;
  }

  @Override
  public Void visitSynchronized(SynchronizedTree tree, Set<String> labels) {
    Value lock = body.expressions().value(tree.getExpression());
    flow.add(new Event.Monitor(true, lock, body.trees().site(tree)));
    flow.withCleanup(
        () -> read(tree.getBlock()),
        () -> flow.add(new Event.Monitor(false, lock, body.trees().site(tree))));
    return null;
  }

  @Override
  public Void visitTry(TryTree tree, Set<String> labels) {
    tries.tryStatement(tree);
    return null;
  }

  @Override
  public Void visitSwitch(SwitchTree tree, Set<String> labels) {
    body.switches().statement(tree);
    return null;
  }

  /** An assertion may be switched off, so it forks into the code after it and its condition. */
  @Override
  public Void visitAssert(AssertTree tree, Set<String> labels) {
    int holds = flow.label();
    int fails = flow.label();
    int checked = flow.label();
    flow.fork(List.of(holds, checked));
    flow.continueAt(checked);
    body.conditions().branch(tree.getCondition(), holds, fails);
    flow.continueAt(fails);
    if (flow.isReachable()) {
      body.expressions().value(tree.getDetail());
      int node = flow.add(new Event.Throw("java.lang.AssertionError", body.trees().site(tree)));
      flow.raise(node, "java.lang.AssertionError");
      flow.stop();
    }
    flow.continueAt(holds);
    return null;
  }

  @Override
  public Void visitClass(ClassTree tree, Set<String> labels) {
    body.owner().nested(tree, body.id());
    return null;
  }
}
