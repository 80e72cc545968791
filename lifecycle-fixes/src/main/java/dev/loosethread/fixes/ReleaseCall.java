package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.model.JavacElements;
import com.sun.tools.javac.tree.JCTree;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Calls a method that releases an owner, and deals with the checked exceptions it declares. */
final class ReleaseCall {
  private final SourceText source;
  private final VisitorState state;

  ReleaseCall(SourceText source, VisitorState state) {
    this.source = source;
    this.state = state;
  }

  /**
   * The statements.
   *
   * @param owner binary name of the type that the method is called on
   * @param call the method call without the receiver, such as {@code stop(0)}
   * @param end the method they are put into, or null for one that declares no exceptions
   */
  List<String> statements(
      String receiver,
      String owner,
      String call,
      MethodTree end,
      String unit,
      SuggestedFix.Builder fix) {
    List<String> lines = new ArrayList<>();
    TypeMirror thrown = thrown(owner, call, end);
    if (thrown == null) {
      lines.add(receiver + "." + call + ";");
      return lines;
    }
    boolean isInputOutput = thrown.toString().equals("java.io.IOException");
    String name = Imports.name(thrown.toString(), source, state, fix);
    String wrapped =
        Imports.name(
            isInputOutput ? "java.io.UncheckedIOException" : "java.lang.IllegalStateException",
            source,
            state,
            fix);
    lines.add("try {");
    lines.add(unit + receiver + "." + call + ";");
    lines.add("} catch (" + name + " e) {");
    lines.add(unit + "throw new " + wrapped + "(e);");
    lines.add("}");
    return lines;
  }

  /** The first checked exception that the end method does not declare, or null. */
  TypeMirror thrown(String owner, String call, MethodTree end) {
    for (ExecutableElement method : methods(owner, call)) {
      for (TypeMirror exception : method.getThrownTypes()) {
        if (!isUnchecked((Type) exception) && !isDeclared((Type) exception, end)) {
          return exception;
        }
      }
    }
    return null;
  }

  /** Whether the type has such a method. */
  boolean exists(String owner, String call) {
    return !methods(owner, call).isEmpty();
  }

  private List<ExecutableElement> methods(String owner, String call) {
    JavacElements elements = JavacElements.instance(state.context);
    TypeElement type = elements.getTypeElement(owner.replace('$', '.'));
    if (type == null) {
      return List.of();
    }
    String name = call.substring(0, call.indexOf('('));
    int arity = call.endsWith("()") ? 0 : call.split(",").length;
    return ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
        .filter(m -> m.getSimpleName().contentEquals(name) && m.getParameters().size() == arity)
        .toList();
  }

  private boolean isUnchecked(Type exception) {
    return state.getTypes().isSubtype(exception, state.getSymtab().runtimeExceptionType)
        || state.getTypes().isSubtype(exception, state.getSymtab().errorType);
  }

  private boolean isDeclared(Type exception, MethodTree end) {
    if (end == null) {
      return false;
    }
    for (ExpressionTree declared : end.getThrows()) {
      Type type = ((JCTree) declared).type;
      if (type != null && state.getTypes().isSubtype(exception, type)) {
        return true;
      }
    }
    return false;
  }
}
