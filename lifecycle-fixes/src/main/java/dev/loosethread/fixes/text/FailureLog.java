package dev.loosethread.fixes.text;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Symbol;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** How a class reports a failure: with its own logger, else to the handler of its thread. */
public final class FailureLog {
  private static final CodeTemplate ERROR =
      CodeTemplate.of("${logger}.error(\"${message}\", ${exception});");

  /** The call that logs, by the type of the logger. */
  private static final Map<String, CodeTemplate> CALLS =
      Map.of(
          "org.slf4j.Logger",
          ERROR,
          "org.apache.logging.log4j.Logger",
          ERROR,
          "org.apache.log4j.Logger",
          ERROR,
          "org.apache.commons.logging.Log",
          ERROR,
          "org.jboss.logging.Logger",
          ERROR,
          "com.google.common.flogger.FluentLogger",
          CodeTemplate.of("${logger}.atSevere().withCause(${exception}).log(\"${message}\");"),
          "java.util.logging.Logger",
          CodeTemplate.of(
              "${logger}.log(${java.util.logging.Level}.SEVERE, \"${message}\", ${exception});"),
          "java.lang.System$Logger",
          CodeTemplate.of(
              "${logger}.log(System.Logger.Level.ERROR, \"${message}\", ${exception});"));

  private static final CodeTemplate UNCAUGHT =
      CodeTemplate.of(
          """
          ${java.lang.Thread}.currentThread()
              .getUncaughtExceptionHandler()
              .uncaughtException(${java.lang.Thread}.currentThread(), ${exception});
          """);

  private FailureLog() {}

  /**
   * Returns the statement for a handler.
   *
   * @param path where the handler will stand
   * @param exception the name of the handler's parameter
   */
  public static Code statement(TreePath path, String message, String exception, SourceEdit edit) {
    boolean isStatic = false;
    for (TreePath p = path; p != null; p = p.getParentPath()) {
      if (p.getLeaf() instanceof MethodTree method) {
        isStatic |= method.getModifiers().getFlags().contains(Modifier.STATIC);
      } else if (p.getLeaf() instanceof VariableTree variable
          && p.getParentPath().getLeaf() instanceof ClassTree) {
        isStatic |= variable.getModifiers().getFlags().contains(Modifier.STATIC);
      } else if (p.getLeaf() instanceof ClassTree type) {
        CodeTemplate call = callOfLogger(type, isStatic);
        if (call != null) {
          return call.with("message", message).with("exception", exception).code(edit);
        }
        isStatic |= type.getModifiers().getFlags().contains(Modifier.STATIC);
      }
    }
    return UNCAUGHT.with("exception", exception).code(edit);
  }

  /** Returns the call of the first logger among the fields of a class, or null. */
  private static @Nullable CodeTemplate callOfLogger(ClassTree type, boolean onlyStatic) {
    for (Tree member : type.getMembers()) {
      if (!(member instanceof VariableTree field)) {
        continue;
      }
      Set<Modifier> modifiers = field.getModifiers().getFlags();
      Symbol symbol = ASTHelpers.getSymbol(field);
      if (symbol == null
          || (onlyStatic && !modifiers.contains(Modifier.STATIC))
          || symbol.type.tsym == null) {
        continue;
      }
      CodeTemplate call = CALLS.get(symbol.type.tsym.flatName().toString());
      if (call != null) {
        return call.with("logger", field.getName().toString());
      }
    }
    return null;
  }
}
