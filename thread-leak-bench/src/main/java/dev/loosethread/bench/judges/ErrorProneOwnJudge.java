package dev.loosethread.bench.judges;

import com.google.errorprone.BugCheckerInfo;
import com.google.errorprone.scanner.BuiltInCheckerSuppliers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Error Prone's own checks. */
public final class ErrorProneOwnJudge implements Judge {
  private final WarmJavac javac = new WarmJavac();
  private final Set<String> off =
      BuiltInCheckerSuppliers.DISABLED_CHECKS.stream()
          .map(BugCheckerInfo::canonicalName)
          .collect(Collectors.toSet());
  private final Set<String> rules = RelevantRules.of("errorprone");
  private final List<String> arguments;

  /** Called by the worker. */
  public ErrorProneOwnJudge() {
    StringBuilder plugin = new StringBuilder("-Xplugin:ErrorProne -XepDisableAllChecks");
    rules.stream()
        .filter(rule -> BuiltInCheckerSuppliers.allChecks().getAllChecks().containsKey(rule))
        .forEach(rule -> plugin.append(" -Xep:").append(rule).append(":WARN"));
    arguments = List.of("-proc:none", "-XDaddTypeAnnotationsToSymbol=true", plugin.toString());
  }

  @Override
  public List<Finding> judge(Unit unit) throws Exception {
    List<Finding> findings = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> each : javac.compile(unit, arguments)) {
      String rule = WarmJavac.rule(each);
      if (rules.contains(rule)) {
        findings.add(new Finding(rule, WarmJavac.line(each), !off.contains(rule)));
      }
    }
    return findings;
  }

  @Override
  public void close() {
    javac.close();
  }
}
