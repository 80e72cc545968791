package dev.loosethread.audit.engine;

import dev.loosethread.application.ApplicationAnalysis;
import dev.loosethread.audit.engine.AuditResult.Reading;
import dev.loosethread.audit.launches.LaunchJudge;
import dev.loosethread.bytecode.BytecodeFrontEnd;
import dev.loosethread.bytecode.JarClassFiles;
import dev.loosethread.bytecode.Unreadable;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.index.ClassIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipException;

/**
 * Audits class files: the rules over all of them together first, then the launches of each class
 * with what the rules found in it, so that no more than a few classes are in memory at a time.
 */
final class ClassFileAudit {
  private static final int MOST_NAMED = 3;

  private final AuditOptions options;
  private final AuditResult result;
  private final Problems problems;

  ClassFileAudit(AuditOptions options, AuditResult result, Problems problems) {
    this.options = options;
    this.result = result;
    this.problems = problems;
  }

  void audit(ClassSet set) {
    List<Path> jars =
        set.jars().stream().filter(this::isReadable).filter(this::hasClassFiles).toList();
    if (jars.isEmpty()) {
      return;
    }
    List<Path> libraries = set.classPath().stream().filter(this::isReadable).toList();
    try (JarClassFiles files = JarClassFiles.open(jars, libraries)) {
      audit(set, files);
    } catch (IOException e) {
      problems.add(set.module() + ": cannot be read: " + e.getMessage());
    }
    result.done(set.module(), AuditStep.OF_JARS, 0);
  }

  /** Reports invalid jars and leaves them out, so that the others are audited. */
  private boolean isReadable(Path jar) {
    try {
      JarClassFiles.open(List.of(jar), List.of()).close();
      return true;
    } catch (ZipException e) {
      problems.add(options.shown(jar) + ": not a jar");
    } catch (IOException e) {
      problems.add(options.shown(jar) + ": cannot be read");
    }
    return false;
  }

  private boolean hasClassFiles(Path jar) {
    try (JarClassFiles files = JarClassFiles.open(List.of(jar), List.of())) {
      if (!files.application().isEmpty()) {
        return true;
      }
      problems.add(options.shown(jar) + ": no class files in it");
    } catch (IOException e) {
      problems.add(options.shown(jar) + ": cannot be read");
    }
    return false;
  }

  private void audit(ClassSet set, JarClassFiles files) {
    Map<String, Unreadable> unreadable = new TreeMap<>();
    Map<String, List<Finding>> findings = new HashMap<>();
    ApplicationAnalysis.analyse(
        files,
        options.catalogue(),
        new ApplicationAnalysis.Listener() {
          @Override
          public void found(ClassFacts facts, Finding finding) {
            if (options.patterns().contains(finding.pattern())) {
              findings.computeIfAbsent(facts.name(), n -> new ArrayList<>()).add(finding);
            }
          }

          @Override
          public void failed(String topLevelClass, Throwable reason) {
            problems.add(failure(set, topLevelClass, reason));
          }

          @Override
          public void unreadable(String type, Unreadable reason) {
            unreadable.put(type, reason);
          }
        });
    BytecodeFrontEnd frontEnd = new BytecodeFrontEnd(files);
    for (String type : frontEnd.topLevelClassesMentioning(options.catalogue()::mayLaunch)) {
      if (!set.isWanted().test(Path.of(inJar(type)))) {
        continue;
      }
      try {
        frontEnd.read(type).ifPresent(facts -> audit(set, facts, findings));
        result.count(Reading.CLASS_FILE, 0);
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        if (options.isStrict()) {
          throw e;
        }
        problems.add(failure(set, type, e));
      }
    }
    unreadable.putAll(frontEnd.unreadable());
    unreadable.keySet().removeIf(type -> !set.isWanted().test(Path.of(inJar(type))));
    for (Unreadable reason : Unreadable.values()) {
      List<String> types =
          unreadable.keySet().stream().filter(t -> unreadable.get(t) == reason).toList();
      if (!types.isEmpty()) {
        problems.add(set.module() + ": " + unreadable(types, files.application().size(), reason));
      }
    }
  }

  private static String failure(ClassSet set, String type, Throwable reason) {
    return set.module()
        + ": "
        + type
        + (reason instanceof StackOverflowError
            ? " is nested too deep to be analysed"
            : " cannot be analysed: " + reason);
  }

  private static String unreadable(List<String> types, int all, Unreadable reason) {
    String what =
        reason == Unreadable.BROKEN ? "broken" : "of a newer Java release than can be read";
    if (types.size() == all) {
      return "all of its class files are " + what;
    }
    int more = types.size() - MOST_NAMED;
    return String.format(
        "%d of its %d class files %s %s: %s%s",
        types.size(),
        all,
        types.size() == 1 ? "is" : "are",
        what,
        String.join(", ", types.subList(0, Math.min(types.size(), MOST_NAMED))),
        more > 0 ? " and " + more + " more" : "");
  }

  private static String inJar(String type) {
    return "/" + type.replace('.', '/') + ".class";
  }

  private void audit(ClassSet set, ClassFacts facts, Map<String, List<Finding>> findings) {
    String file = set.module() + "!" + inJar(facts.name());
    RowMaker maker =
        new RowMaker(file, set.module(), set.partOf(facts.name()), facts.name(), List.of());
    ClassIndex index = ClassIndex.of(facts, options.catalogue());
    List<Finding> found = findings.getOrDefault(facts.name(), List.of());
    result.add(
        LaunchJudge.of(index, found).stream()
            .map(launch -> maker.row(launch, FixTexts.none()))
            .toList());
    result.done(set.module(), 0, found.size());
  }
}
