package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Source;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Type;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.FailureLog;
import dev.loosethread.fixes.text.Layout;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.fixes.text.TryBlock;
import dev.loosethread.fixes.text.VariableNames;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import org.jspecify.annotations.Nullable;

/** Catches and reports failures that would end a task or a worker. */
final class CatchFailureFixes {
  private static final Set<String> PAUSES = Set.of("sleep", "wait", "parkNanos");
  private static final int LONG = 30;
  private static final String TASK_FAILED = "Periodic task failed";
  private static final String ITEM_FAILED = "Work on one item failed";

  private static final CodeTemplate HANDLER =
      CodeTemplate.of(
          """
          } catch (${java.lang.RuntimeException} ${failure}) {
            ${report}
          }
          """);
  private static final CodeTemplate CALL = CodeTemplate.of("${receiver}${method}()");
  private static final CodeTemplate GUARDED_CALL =
      CodeTemplate.of(
          """
          ${before}{
            try {
              ${call};
            ${handler}
          }
          """);

  private static final String TIMER_TASK = "java.util.TimerTask";
  private static final CodeTemplate TIMER_TASK_AROUND =
      CodeTemplate.of(
          """
          new ${java.util.TimerTask}() {
            @Override
            public void run() {
              try {
                ${call};
              ${handler}
            }
          }
          """);

  private final ClassFacts facts;
  private final Consumer<String> declines;
  private final SourceEdit edit;
  private final SourceText source;

  /**
   * @param declines told why there is no fix
   */
  CatchFailureFixes(ClassFacts facts, VisitorState state, Consumer<String> declines) {
    this.facts = facts;
    this.declines = declines;
    this.edit = new SourceEdit(state);
    this.source = edit.source();
  }

  SuggestedFix inTask(Remedy.CatchInTask remedy) {
    Tree argument =
        Sites.tree(remedy.call(), MethodInvocationTree.class).getArguments().get(remedy.argument());
    if (!source.has(argument)) {
      return SuggestedFix.emptyFix();
    }
    if (argument instanceof MemberReferenceTree reference) {
      return inReference(reference);
    }
    Tree code = Sites.tree(facts.body(remedy.body().orElseThrow()).site());
    if (!source.has(code)) {
      return SuggestedFix.emptyFix();
    }
    if (code instanceof LambdaExpressionTree lambda) {
      return lambda.getBody() instanceof BlockTree block
          ? inBlock(block, lambda)
          : inExpression((ExpressionTree) lambda.getBody(), lambda);
    }
    if (code instanceof MethodTree method
        && method.getBody() != null
        && method.getName().contentEquals("run")
        && !remedy.isCalledDirectly()) {
      // Nobody wants to review a long method that only moved in.
      SuggestedFix around =
          argument instanceof IdentifierTree task && isLong(method.getBody())
              ? aroundTask(task, remedy)
              : SuggestedFix.emptyFix();
      return around.isEmpty() ? inBlock(method.getBody(), method) : around;
    }
    // Other callers of the code may rely on the exception.
    return argument instanceof IdentifierTree task
        ? aroundTask(task, remedy)
        : decline("the code of the task has other callers");
  }

  private boolean isLong(BlockTree block) {
    return source.of(block).lines().count() > LONG;
  }

  private SuggestedFix decline(String why) {
    declines.accept(why);
    return SuggestedFix.emptyFix();
  }

  /** Hands over a task that runs the given one and catches what it throws. */
  private SuggestedFix aroundTask(IdentifierTree task, Remedy.CatchInTask remedy) {
    TreePath path = edit.path(task);
    if (path == null || !(ASTHelpers.getSymbol(task) instanceof Symbol.VarSymbol variable)) {
      return decline("the task is not in a variable");
    }
    if (!isCapturable(variable) || variable.name.contentEquals("this")) {
      return decline("the code of the task has other callers, and its variable may change");
    }
    String call = CALL.with("receiver", task.getName() + ".").with("method", "run").line(edit);
    if (onlyTakes(remedy, "java.lang.Runnable") && allowsLambdas()) {
      edit.replace(task, guarded(path, path, "() -> ", call));
      return edit.build();
    }
    if (!onlyTakes(remedy, TIMER_TASK)) {
      return decline("the code of the task has other callers");
    }
    if (mayBeCancelled(variable, task)) {
      return decline("the code of the task has other callers, and " + task + " may be cancelled");
    }
    edit.replace(
        task,
        TIMER_TASK_AROUND
            .with("call", call)
            .with("handler", handler(path, TASK_FAILED))
            .code(edit)
            .at(source.layoutAt(source.start(path.getLeaf()), path)));
    return edit.build();
  }

  /** Returns whether the parameter for the task has this type, in all methods of the name. */
  private boolean onlyTakes(Remedy.CatchInTask remedy, String type) {
    MethodInvocationTree call = Sites.tree(remedy.call(), MethodInvocationTree.class);
    Symbol.MethodSymbol called = ASTHelpers.getSymbol(call);
    Type wanted = edit.state().getTypeFromString(type);
    for (Symbol other : called.owner.members().getSymbolsByName(called.name)) {
      if (other instanceof Symbol.MethodSymbol method
          && method.params().size() == called.params().size()
          && !ASTHelpers.isSameType(
              method.params().get(remedy.argument()).type, wanted, edit.state())) {
        return false;
      }
    }
    return wanted != null;
  }

  private boolean allowsLambdas() {
    return Source.instance(edit.state().context).compareTo(Source.JDK8) >= 0;
  }

  /** Returns whether a lambda or class can use the variable (JLS 8.1.3). */
  private boolean isCapturable(Symbol.VarSymbol variable) {
    return (variable.flags() & Flags.FINAL) != 0
        || (variable.owner.getKind() != ElementKind.CLASS
            && uses(variable).noneMatch(use -> isAssigned(use)));
  }

  private static boolean isAssigned(TreePath use) {
    Tree parent = use.getParentPath().getLeaf();
    return (parent instanceof AssignmentTree assignment
            && assignment.getVariable() == use.getLeaf())
        || parent instanceof CompoundAssignmentTree
        || parent instanceof UnaryTree;
  }

  /** A timer task is cancelled itself, and then what is scheduled in its place would go on. */
  private boolean mayBeCancelled(Symbol.VarSymbol task, IdentifierTree handedOver) {
    return task.getKind() != ElementKind.LOCAL_VARIABLE
        || uses(task)
            .anyMatch(
                use ->
                    use.getLeaf() != handedOver
                        && !(use.getParentPath().getLeaf() instanceof MemberSelectTree called
                            && called.getIdentifier().contentEquals("run")));
  }

  private Stream<TreePath> uses(Symbol.VarSymbol variable) {
    List<TreePath> uses = new ArrayList<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitIdentifier(IdentifierTree tree, Void unused) {
        if (variable.equals(ASTHelpers.getSymbol(tree))) {
          uses.add(getCurrentPath());
        }
        return null;
      }
    }.scan(edit.state().getPath().getCompilationUnit(), null);
    return uses.stream();
  }

  /** Moves the rest of the loop's block, from the failing statement on, into a try block. */
  SuggestedFix inLoop(Remedy.CatchInLoop remedy) {
    Tree work = Sites.tree(remedy.work());
    TreePath path = edit.path(work);
    if (path == null
        || !(bodyOf(Sites.tree(remedy.loop())) instanceof BlockTree block)
        || source.isOneLine(block)) {
      return SuggestedFix.emptyFix();
    }
    while (path.getParentPath() != null && path.getParentPath().getLeaf() != block) {
      // A try block that catches some failures is wrapped whole, to catch the rest.
      path = path.getParentPath();
    }
    int brace = source.closingBrace(block);
    if (path.getParentPath() == null || brace < 0 || !source.has(path.getLeaf())) {
      return SuggestedFix.emptyFix();
    }
    int first = source.withCommentAbove(source.start(path.getLeaf()));
    boolean isBeforeAPause = isBeforeAPause(path.getLeaf(), block);
    if (isBeforeAPause && !remedy.isOnly()) {
      return decline("other code of the loop may end it too");
    }
    int last =
        isBeforeAPause
            ? source.afterTrailingComment(source.end(path.getLeaf()))
            : source.trimBefore(brace);
    Layout layout = source.layoutAt(first, path);
    Code handler = handler(path, ITEM_FAILED);
    if (!remedy.isThrownOn()
        // A handler may throw too.
        && remedy.isOnly()
        && path.getLeaf() instanceof TryTree guarded
        && !guarded.getCatches().isEmpty()
        && source.end(guarded) == last
        && source.start(work) < source.end(guarded.getBlock())) {
      // The existing try statement gets one more catch clause.
      int end = source.end(guarded.getCatches().get(guarded.getCatches().size() - 1));
      edit.replace(end - 1, end, handler.at(layout));
      return edit.build();
    }
    edit.insert(first, TryBlock.begin(edit).at(layout) + layout.deeper().newLine());
    edit.indent(first, last, layout.unit());
    edit.addBelow(last, handler, layout);
    return edit.build();
  }

  /**
   * Returns true if the loop only pauses after a statement. It has to do so after a failure too, or
   * it would fail again and again without a pause.
   */
  private static boolean isBeforeAPause(Tree statement, BlockTree block) {
    List<? extends StatementTree> statements = block.getStatements();
    List<? extends StatementTree> rest =
        statements.subList(statements.indexOf(statement) + 1, statements.size());
    return statement instanceof ExpressionStatementTree
        && !rest.isEmpty()
        && rest.stream().allMatch(CatchFailureFixes::isPause);
  }

  private static boolean isPause(StatementTree statement) {
    if (statement instanceof TryTree guarded) {
      return guarded.getResources().isEmpty()
          && guarded.getFinallyBlock() == null
          && guarded.getBlock().getStatements().stream().allMatch(CatchFailureFixes::isPause)
          && guarded.getCatches().stream().noneMatch(c -> c.toString().contains("throw "));
    }
    return statement instanceof ExpressionStatementTree expression
        && expression.getExpression() instanceof MethodInvocationTree call
        && PAUSES.contains(
            call.getMethodSelect() instanceof MemberSelectTree select
                ? select.getIdentifier().toString()
                : call.getMethodSelect().toString());
  }

  private static @Nullable StatementTree bodyOf(Tree loop) {
    if (loop instanceof WhileLoopTree w) {
      return w.getStatement();
    }
    if (loop instanceof DoWhileLoopTree d) {
      return d.getStatement();
    }
    return loop instanceof ForLoopTree f ? f.getStatement() : null;
  }

  /**
   * @param path a tree before which nothing in scope at the handler is declared
   */
  private Code handler(TreePath path, String message) {
    String failure = VariableNames.exception(path);
    return HANDLER
        .with("failure", failure)
        .with("report", FailureLog.statement(path, message, failure, edit))
        .code(edit);
  }

  /** Moves the statements of a block into a try block. */
  private SuggestedFix inBlock(BlockTree block, Tree code) {
    TreePath path = edit.path(code);
    int brace = source.closingBrace(block);
    if (path == null || brace < 0 || block.getStatements().isEmpty()) {
      return SuggestedFix.emptyFix();
    }
    TreePath first = new TreePath(new TreePath(path, block), block.getStatements().get(0));
    if (block.getStatements().size() == 1
        && first.getLeaf() instanceof TryTree guarded
        && guarded.getCatches().isEmpty()
        && guarded.getResources().isEmpty()
        && !source.isOneLine(guarded)) {
      // What has a finally block only gets a catch clause.
      int end = source.end(guarded.getBlock());
      Layout layout = source.layoutAt(source.start(guarded), path);
      Code handler = handler(first, TASK_FAILED);
      edit.replace(end - 1, end, handler.at(layout));
      return edit.build();
    }
    edit.wrapBody(
        block, TryBlock.begin(edit), handler(first, TASK_FAILED), source.layoutAt(brace, path));
    return edit.build();
  }

  private SuggestedFix inExpression(ExpressionTree expression, LambdaExpressionTree lambda) {
    TreePath path = edit.path(lambda);
    if (path == null || !source.has(expression)) {
      return SuggestedFix.emptyFix();
    }
    edit.replace(
        expression, guarded(path, new TreePath(path, expression), "", source.of(expression)));
    return edit.build();
  }

  private SuggestedFix inReference(MemberReferenceTree reference) {
    ExpressionTree qualifier = reference.getQualifierExpression();
    TreePath path = edit.path(reference);
    // A method reference evaluates its qualifier once, which may be costly or change something.
    boolean isPlain = qualifier instanceof IdentifierTree || qualifier instanceof MemberSelectTree;
    if (path == null
        || !isPlain
        || reference.getMode() != MemberReferenceTree.ReferenceMode.INVOKE
        || !source.has(qualifier)) {
      return SuggestedFix.emptyFix();
    }
    boolean isThis = qualifier instanceof IdentifierTree i && i.getName().contentEquals("this");
    String receiver = isThis ? "" : source.of(qualifier) + ".";
    String call =
        CALL.with("receiver", receiver).with("method", reference.getName().toString()).line(edit);
    edit.replace(reference, guarded(path, path, "() -> ", call));
    return edit.build();
  }

  /**
   * Returns a block with a call, and with a handler for its failures.
   *
   * @param place the code that the block takes the place of
   * @param before stands before the brace of the block
   */
  private String guarded(TreePath path, TreePath place, String before, String call) {
    return GUARDED_CALL
        .with("before", before)
        .with("call", call)
        .with("handler", handler(place, TASK_FAILED))
        .code(edit)
        .at(source.layoutAt(source.start(path.getLeaf()), path));
  }
}
