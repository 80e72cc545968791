package dev.loosethread.source;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.StructuredFlowBuilder;
import dev.loosethread.model.facts.Value;
import dev.loosethread.source.Callees.Callee;
import java.util.Collections;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Reads method calls, instance creations and method references. */
final class CallReader {
  private final BodyReader body;
  private final ExpressionReader expressions;
  private final StructuredFlowBuilder flow;

  CallReader(BodyReader body, ExpressionReader expressions) {
    this.body = body;
    this.expressions = expressions;
    this.flow = body.flow();
  }

  Value invocation(MethodInvocationTree e, boolean isDiscarded) {
    ExpressionTree tree = ExpressionReader.strip(e.getMethodSelect());
    Callee callee = callee(tree);
    boolean isStatic = callee != null && callee.isStatic;
    Value receiver = Value.UNKNOWN;
    boolean isSuper = false;
    Name name = null;
    if (tree instanceof MemberSelectTree select) {
      name = select.getIdentifier();
      isSuper = isSuper(select.getExpression());
      if (!isStatic || expressions.isExpression(select.getExpression())) {
        Value qualifier = expressions.value(select.getExpression());
        receiver = isStatic ? Value.UNKNOWN : qualifier;
      }
    } else if (tree instanceof IdentifierTree identifier) {
      name = identifier.getName();
      isSuper = body.owner().names().isThisOrSuper(name);
      if (!isStatic && callee != null) {
        receiver = callee.implicitReceiver(body.type());
      }
    }
    List<Value> arguments = expressions.values(e.getArguments());
    MethodKey key = callee != null ? callee.key : unresolved(receiver, name, arguments.size());
    boolean isConstructorCall = callee != null && key.isConstructor();
    return append(
        Event.Call.builder(body.owner().nextCall(), key, body.trees().site(e))
            .receiver(receiver)
            .arguments(arguments)
            .resultType(isConstructorCall ? "" : body.trees().typeName(e))
            .staticMethod(isStatic)
            .throughSuper(isSuper)
            .discarded(isDiscarded),
        callee);
  }

  private @Nullable Callee callee(ExpressionTree tree) {
    return body.trees().element(tree) instanceof ExecutableElement method
        ? body.owner().callees().of(method)
        : null;
  }

  private boolean isSuper(ExpressionTree tree) {
    ElementNames names = body.owner().names();
    return (tree instanceof IdentifierTree i && names.isSuper(i.getName()))
        || (tree instanceof MemberSelectTree s && names.isSuper(s.getIdentifier()));
  }

  private static MethodKey unresolved(Value receiver, @Nullable Name name, int parameters) {
    return new MethodKey(
        receiver.typeName().orElse(""), name == null ? "" : name.toString(), unknown(parameters));
  }

  private static List<String> unknown(int parameters) {
    return Collections.nCopies(parameters, "");
  }

  Value creation(NewClassTree e, boolean isDiscarded) {
    if (e.getEnclosingExpression() != null) {
      expressions.value(e.getEnclosingExpression());
    }
    List<Value> arguments = expressions.values(e.getArguments());
    Callee constructor = callee(e);
    String created;
    MethodKey key;
    if (e.getClassBody() != null) {
      created = body.owner().nested(e.getClassBody(), body.id());
      // An anonymous class has a constructor without a name, which calls one of its superclass.
      key =
          new MethodKey(
              body.trees().typeName(e.getIdentifier()),
              MethodKey.CONSTRUCTOR,
              constructor != null ? constructor.key.parameters() : unknown(arguments.size()));
      constructor = null;
    } else {
      created = body.trees().typeName(e);
      key =
          constructor != null
              ? constructor.key
              : new MethodKey(created, MethodKey.CONSTRUCTOR, unknown(arguments.size()));
    }
    return append(
        Event.Call.builder(body.owner().nextCall(), key, body.trees().site(e))
            .creates(created.isEmpty() ? "java.lang.Object" : created)
            .arguments(arguments)
            .discarded(isDiscarded),
        constructor);
  }

  /**
   * Appends a call and the exceptions it may throw, and returns its value.
   *
   * @param callee null if it is unresolved
   */
  private Value append(Event.Call.Builder started, @Nullable Callee callee) {
    if (callee != null) {
      started.body(callee.body()).checked(callee.thrown);
    }
    Event.Call call = started.build();
    int node = flow.add(call);
    for (String exception : call.checked()) {
      flow.raise(node, exception);
    }
    flow.raise(node, Flow.UNCHECKED);
    return new Value.Result(call.id(), call.resultType());
  }

  Value reference(MemberReferenceTree e) {
    Callee callee = callee(e);
    Value receiver = Value.UNKNOWN;
    if (expressions.isExpression(e.getQualifierExpression())
        && e.getMode() == MemberReferenceTree.ReferenceMode.INVOKE) {
      receiver = expressions.value(e.getQualifierExpression());
    }
    String type = body.trees().typeName(e);
    return callee == null
        ? new Value.Unknown(type)
        : new Value.MethodReference(receiver, callee.key, callee.body(), type);
  }
}
