package dev.loosethread.audit.report;

import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.text.VisibleText;

/** A row as people may see it. */
final class VisibleRow {
  private VisibleRow() {}

  static Row of(Row row) {
    return row.withTexts(VisibleText::of, VisibleText::ofCode);
  }
}
