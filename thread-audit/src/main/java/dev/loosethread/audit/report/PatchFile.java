package dev.loosethread.audit.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.loosethread.audit.engine.AuditResult.FixedFile;
import dev.loosethread.audit.text.PatchName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All fixes as one unified diff, for {@code git apply} or {@code patch -p1}. */
public final class PatchFile {
  private static final int CONTEXT = 3;

  private PatchFile() {}

  /** The whole text, empty if nothing is fixed. */
  public static String of(List<FixedFile> files) {
    StringBuilder text = new StringBuilder();
    for (FixedFile file : files) {
      // What is neither here nor in a target has its whole name, to be applied from the root.
      String name = file.shownAs().replaceFirst("^/+", "");
      List<String> before = lines(file.before());
      List<String> diff =
          UnifiedDiffUtils.generateUnifiedDiff(
              PatchName.of("a/" + name),
              PatchName.of("b/" + name),
              before,
              DiffUtils.diff(before, lines(file.after())),
              CONTEXT);
      diff.forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  /** The lines, a carriage return being part of one; the last says so if it has no end. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    String last = lines.remove(lines.size() - 1);
    if (!last.isEmpty()) {
      lines.add(last + "\n\\ No newline at end of file");
    }
    return lines;
  }
}
