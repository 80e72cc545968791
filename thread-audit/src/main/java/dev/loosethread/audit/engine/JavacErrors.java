package dev.loosethread.audit.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileObject;

/** The first error that javac has about each file: of its syntax, then of its types. */
final class JavacErrors implements DiagnosticListener<JavaFileObject> {
  private final Map<String, Diagnostic<? extends JavaFileObject>> ofSyntax = new LinkedHashMap<>();
  private final Map<String, Diagnostic<? extends JavaFileObject>> ofTypes = new LinkedHashMap<>();
  private boolean isParsing = true;

  @Override
  public void report(Diagnostic<? extends JavaFileObject> diagnostic) {
    if (diagnostic.getKind() == Diagnostic.Kind.ERROR && diagnostic.getSource() != null) {
      (isParsing ? ofSyntax : ofTypes).putIfAbsent(diagnostic.getSource().getName(), diagnostic);
    }
  }

  /** What comes from now on is no matter of syntax. */
  void endOfParsing() {
    isParsing = false;
  }

  /** Null if the file parses. */
  Diagnostic<? extends JavaFileObject> ofSyntax(JavaFileObject file) {
    return ofSyntax.get(file.getName());
  }

  /** Null if all types of the file resolve. */
  Diagnostic<? extends JavaFileObject> ofTypes(JavaFileObject file) {
    return ofTypes.get(file.getName());
  }
}
