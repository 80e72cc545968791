package dev.loosethread.audit.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileObject;

/** What javac says about each file: the first error of its syntax, then all of its types. */
final class JavacErrors implements DiagnosticListener<JavaFileObject> {
  private static final String MISSING_PACKAGE = "compiler.err.doesnt.exist";

  /** Without the class that javac takes for a package where it does not know it. */
  private static final Pattern NAME =
      Pattern.compile("package ([a-z]\\w*(\\.[a-z]\\w*)*)[\\w.]* does not exist");

  private final Map<String, Diagnostic<? extends JavaFileObject>> ofSyntax = new LinkedHashMap<>();
  private final Map<String, List<Diagnostic<? extends JavaFileObject>>> ofTypes = new HashMap<>();
  private final Map<String, Set<String>> missing = new HashMap<>();
  private boolean isParsing = true;

  @Override
  public void report(Diagnostic<? extends JavaFileObject> diagnostic) {
    if (diagnostic.getKind() == Diagnostic.Kind.ERROR && diagnostic.getSource() != null) {
      if (MISSING_PACKAGE.equals(diagnostic.getCode())) {
        Matcher name = NAME.matcher(diagnostic.getMessage(Locale.ROOT));
        if (name.find() && (name.group(1).indexOf('.') > 0 || isImport(diagnostic))) {
          missing
              .computeIfAbsent(diagnostic.getSource().getName(), f -> new TreeSet<>())
              .add(name.group(1));
        }
      }
      String file = diagnostic.getSource().getName();
      if (isParsing) {
        ofSyntax.putIfAbsent(file, diagnostic);
      } else {
        ofTypes.computeIfAbsent(file, f -> new ArrayList<>()).add(diagnostic);
      }
    }
  }

  /** Elsewhere, what javac takes for a package of one word is more often a variable misspelt. */
  private static boolean isImport(Diagnostic<? extends JavaFileObject> diagnostic) {
    try {
      String text = diagnostic.getSource().getCharContent(true).toString();
      int at = (int) Math.min(Math.max(0, diagnostic.getPosition()), text.length());
      int begin = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf(';', at - 1)) + 1;
      return text.substring(begin, at).strip().startsWith("import ");
    } catch (IOException e) {
      return false;
    }
  }

  /** Marks the end of parsing: later errors are not syntax errors. */
  void endOfParsing() {
    isParsing = false;
  }

  /** Null if the file parses. */
  Diagnostic<? extends JavaFileObject> ofSyntax(JavaFileObject file) {
    return ofSyntax.get(file.getName());
  }

  /** The packages that the file names and that are nowhere. */
  Set<String> missingPackages(JavaFileObject file) {
    return missing.getOrDefault(file.getName(), Set.of());
  }

  /** None if all types of the file resolve. */
  List<Diagnostic<? extends JavaFileObject>> ofTypes(JavaFileObject file) {
    return ofTypes.getOrDefault(file.getName(), List.of());
  }
}
