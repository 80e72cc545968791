package dev.loosethread.bench.judges;

import dev.loosethread.model.rules.Pattern;
import dev.loosethread.workbench.Plugin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Loosethread's checks in Error Prone, those in preview included. */
public final class ErrorProneJudge implements Judge {
  private static final Set<String> PREVIEWS =
      Arrays.stream(Pattern.values())
          .filter(Pattern::isPreview)
          .map(Pattern::patternName)
          .collect(Collectors.toSet());

  private final WarmJavac javac = new WarmJavac();
  private final List<String> arguments;

  /** Called by the worker. */
  public ErrorProneJudge() {
    StringBuilder plugin = new StringBuilder("-Xplugin:ErrorProne -XepDisableAllChecks");
    Plugin.built().checks().forEach(name -> plugin.append(" -Xep:").append(name).append(":WARN"));
    arguments = List.of("-proc:none", "-XDaddTypeAnnotationsToSymbol=true", plugin.toString());
  }

  @Override
  public List<Finding> judge(Unit unit) throws Exception {
    List<Finding> findings = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> each : javac.compile(unit, arguments)) {
      String rule = WarmJavac.rule(each);
      if (!rule.isEmpty()) {
        findings.add(new Finding(rule, WarmJavac.line(each), !PREVIEWS.contains(rule)));
      } else if (WarmJavac.message(each).contains("Loosethread")) {
        // It has given up.
        throw new IllegalStateException(WarmJavac.message(each));
      }
    }
    return findings;
  }

  @Override
  public void close() {
    javac.close();
  }
}
