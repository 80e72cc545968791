package dev.loosethread.fixes.release;

import com.google.errorprone.VisitorState;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.model.JavacElements;
import com.sun.tools.javac.tree.JCTree;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.VariableNames;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Calls a method that releases an owner, and handles the checked exceptions it declares. */
public final class ReleaseCall {
  private static final CodeTemplate PLAIN = CodeTemplate.of("${receiver}.${call};");
  private static final CodeTemplate WRAPPING =
      CodeTemplate.of(
          """
          try {
            ${receiver}.${call};
          } catch (${checked} ${exception}) {
            throw new ${unchecked}(${exception});
          }
          """);

  private final SourceEdit edit;
  private final VisitorState state;

  public ReleaseCall(SourceEdit edit) {
    this.edit = edit;
    this.state = edit.state();
  }

  /**
   * Returns the call. What it throws and the method around does not declare is wrapped in an
   * unchecked exception.
   *
   * @param owner binary name of the type that the method is called on
   * @param call the method call without the receiver, such as {@code stop(0)}
   * @param end the method that the call is put into, or null for one that declares no exceptions
   */
  public Code code(String receiver, String owner, String call, @Nullable MethodTree end) {
    TypeMirror thrown = thrown(owner, call, end);
    if (thrown == null) {
      return PLAIN.with("receiver", receiver).with("call", call).code(edit);
    }
    String unchecked =
        thrown.toString().equals("java.io.IOException")
            ? "java.io.UncheckedIOException"
            : "java.lang.IllegalStateException";
    return WRAPPING
        .with("receiver", receiver)
        .with("call", call)
        .with(
            "exception",
            end == null
                ? VariableNames.usualException(state)
                : VariableNames.exception(end, state.getPath().getCompilationUnit()))
        .with("checked", edit.nameOf(thrown.toString()))
        .with("unchecked", edit.nameOf(unchecked))
        .code(edit);
  }

  /** Returns the first checked exception that the end method does not declare, or null. */
  public @Nullable TypeMirror thrown(String owner, String call, @Nullable MethodTree end) {
    for (ExecutableElement method : methods(owner, call)) {
      for (TypeMirror exception : method.getThrownTypes()) {
        if (!isUnchecked((Type) exception) && !isDeclared((Type) exception, end)) {
          return exception;
        }
      }
    }
    return null;
  }

  /** Returns true if the type has such a method. */
  public boolean exists(String owner, String call) {
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

  private boolean isDeclared(Type exception, @Nullable MethodTree end) {
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
