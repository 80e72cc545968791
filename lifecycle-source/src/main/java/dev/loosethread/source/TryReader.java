package dev.loosethread.source;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.tree.VariableTree;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.OpaqueCodeException;
import dev.loosethread.model.facts.StructuredFlowBuilder;
import dev.loosethread.model.facts.StructuredFlowBuilder.Handler;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Reads try statements: their resources, catch clauses and finally blocks. */
final class TryReader {
  private final BodyReader body;
  private final StatementReader statements;
  private final StructuredFlowBuilder flow;

  TryReader(BodyReader body, StatementReader statements) {
    this.body = body;
    this.statements = statements;
    this.flow = body.flow();
  }

  void tryStatement(TryTree tree) {
    if (tree.getFinallyBlock() == null) {
      tryCatch(tree);
    } else {
      flow.withCleanup(() -> tryCatch(tree), () -> statements.read(tree.getFinallyBlock()));
    }
  }

  private void tryCatch(TryTree tree) {
    if (tree.getCatches().isEmpty()) {
      resources(tree, 0);
      return;
    }
    List<Handler> handlers = new ArrayList<>();
    for (CatchTree c : tree.getCatches()) {
      handlers.add(new Handler(catchEvent(c), () -> statements.read(c.getBlock())));
    }
    flow.withHandlers(() -> resources(tree, 0), handlers);
  }

  private Event.Catch catchEvent(CatchTree tree) {
    List<String> types = new ArrayList<>();
    if (tree.getParameter().getType() instanceof UnionTypeTree union) {
      for (Tree alternative : union.getTypeAlternatives()) {
        types.add(body.trees().typeName(alternative));
      }
    } else {
      types.add(body.trees().typeName(tree.getParameter().getType()));
    }
    Value.Local parameter =
        body.trees().element(tree.getParameter()) instanceof VariableElement v
            ? body.owner().variables().local(v)
            : new Value.Local(-1, tree.getParameter().getName().toString(), "");
    return new Event.Catch(types, parameter, body.trees().site(tree));
  }

  /** Reads the resources from an index on, and the block: each is closed after what follows it. */
  private void resources(TryTree tree, int index) {
    if (index == tree.getResources().size()) {
      statements.read(tree.getBlock());
      return;
    }
    Tree resource = tree.getResources().get(index);
    Value value = resource(resource);
    Set<String> thrown = thrownByClose(resource);
    flow.withCleanup(
        () -> resources(tree, index + 1),
        () -> {
          int node = flow.add(new Event.AutoClose(value, body.trees().site(resource)));
          for (String exception : thrown) {
            flow.raise(node, exception);
          }
        });
  }

  private Value resource(Tree resource) {
    if (resource instanceof VariableTree variable) {
      statements.variable(variable);
      return body.trees().element(variable) instanceof VariableElement v
          ? body.owner().variables().local(v)
          : Value.UNKNOWN;
    }
    if (resource instanceof ExpressionTree expression) {
      return body.expressions().value(expression);
    }
    throw new OpaqueCodeException("resource " + resource.getKind());
  }

  private Set<String> thrownByClose(Tree resource) {
    TypeElement type = body.trees().classOf(resource);
    return type == null ? Set.of() : body.owner().hierarchy().thrownByClose(type);
  }
}
