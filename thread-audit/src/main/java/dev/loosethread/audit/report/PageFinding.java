package dev.loosethread.audit.report;

import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.Row.Found;
import dev.loosethread.audit.engine.Row.Hunk;
import dev.loosethread.audit.report.PageRow.CodeLine;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** One finding of a launch, for templates. */
public final class PageFinding {
  private final Found found;
  private final Row home;
  private final String homeId;
  private final boolean isRepeated;

  /**
   * @param home the row that reports it
   * @param homeId names that on its page
   * @param isRepeated whether this is another
   */
  PageFinding(Found found, Row home, String homeId, boolean isRepeated) {
    this.found = found;
    this.home = home;
    this.homeId = homeId;
    this.isRepeated = isRepeated;
  }

  public String getPattern() {
    return found.pattern();
  }

  /** The address of its page, or "". */
  public String getPage() {
    return ShippedPages.address(found.pattern()).map(URI::toString).orElse("");
  }

  public String getMessage() {
    return found.message();
  }

  public String getRemark() {
    return Words.fix(found);
  }

  /** Returns whether another row reports it. */
  public boolean isRepeated() {
    return isRepeated;
  }

  /** Returns where that is. */
  public String getPlace() {
    return home.file() + ":" + home.line();
  }

  public String getPlaceId() {
    return homeId;
  }

  public boolean isFixed() {
    return found.fix() != null && !isRepeated;
  }

  /** The fix as the lines of a diff. */
  public List<CodeLine> getDiff() {
    List<CodeLine> lines = new ArrayList<>();
    for (Hunk hunk : found.fix().hunks()) {
      lines.add(new CodeLine("@", "", "line " + hunk.line()));
      hunk.removed().forEach(line -> lines.add(new CodeLine("-", "", line)));
      hunk.inserted().forEach(line -> lines.add(new CodeLine("+", "", line)));
    }
    return lines;
  }
}
