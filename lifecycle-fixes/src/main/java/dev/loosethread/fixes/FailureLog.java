package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Symbol;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** How a class tells of a failure: with its own logger, else through its thread's handler. */
final class FailureLog {
  /**
   * By the logger's type: what to call on it, with the message and the exception's name to fill in.
   */
  private static final Map<String, String> CALLS =
      Map.of(
          "org.slf4j.Logger", "error(\"%s\", %s)",
          "org.apache.logging.log4j.Logger", "error(\"%s\", %s)",
          "org.apache.log4j.Logger", "error(\"%s\", %s)",
          "org.apache.commons.logging.Log", "error(\"%s\", %s)",
          "org.jboss.logging.Logger", "error(\"%s\", %s)",
          "com.google.common.flogger.FluentLogger", "atSevere().withCause(%2$s).log(\"%1$s\")",
          "java.util.logging.Logger", "log(@LEVEL@.SEVERE, \"%s\", %s)",
          "java.lang.System$Logger", "log(System.Logger.Level.ERROR, \"%s\", %s)");

  private final SourceText source;
  private final VisitorState state;

  FailureLog(SourceText source, VisitorState state) {
    this.source = source;
    this.state = state;
  }

  /**
   * The statements for a handler.
   *
   * @param path where the handler will stand
   * @param exception the name of the handler's parameter
   * @param unit one level of indentation
   */
  List<String> statements(
      TreePath path, String message, String exception, String unit, SuggestedFix.Builder fix) {
    boolean isStatic = false;
    for (TreePath p = path; p != null; p = p.getParentPath()) {
      if (p.getLeaf() instanceof MethodTree method) {
        isStatic |= method.getModifiers().getFlags().contains(Modifier.STATIC);
      } else if (p.getLeaf() instanceof VariableTree variable
          && p.getParentPath().getLeaf() instanceof ClassTree) {
        isStatic |= variable.getModifiers().getFlags().contains(Modifier.STATIC);
      } else if (p.getLeaf() instanceof ClassTree type) {
        String logger = logger(type, isStatic, fix);
        if (logger != null) {
          return List.of(String.format(logger, message, exception));
        }
        isStatic |= type.getModifiers().getFlags().contains(Modifier.STATIC);
      }
    }
    String thread = Imports.name("java.lang.Thread", source, state, fix);
    return List.of(
        thread + ".currentThread()",
        unit + unit + ".getUncaughtExceptionHandler()",
        unit + unit + ".uncaughtException(" + thread + ".currentThread(), " + exception + ");");
  }

  private String logger(ClassTree type, boolean onlyStatic, SuggestedFix.Builder fix) {
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
      String call = CALLS.get(symbol.type.tsym.flatName().toString());
      if (call != null) {
        if (call.contains("@LEVEL@")) {
          call =
              call.replace("@LEVEL@", Imports.name("java.util.logging.Level", source, state, fix));
        }
        return field.getName() + "." + call + ";";
      }
    }
    return null;
  }
}
