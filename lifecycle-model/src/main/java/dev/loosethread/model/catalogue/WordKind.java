package dev.loosethread.model.catalogue;

import java.util.Locale;

/** A kind of row that holds one word; the head of {@code jdk.catalogue} says what each means. */
public enum WordKind {
  END_NAME(Form.NAME),
  PREFERRED_END(Form.NAME),
  END_HOOK(Form.NAME),
  END_PREFIX(Form.NAME),
  FINAL_END(Form.NAME),
  START_NAME(Form.NAME),
  REOPENING_START(Form.NAME),
  WEAK_START(Form.NAME),
  CHECK_PREFIX(Form.NAME),
  CHANGE_PREFIX(Form.NAME),
  CLOSE_NAME(Form.NAME),
  RELEASE_WORD(Form.LOWER_CASE),
  WAIT_WORD(Form.LOWER_CASE),
  LOG_NAME(Form.NAME),
  LOG_TYPE(Form.NAME),
  LISTENER_TYPE(Form.NAME),
  END_ANNOTATION(Form.TYPE),
  START_ANNOTATION(Form.TYPE),
  MANAGED_TYPE(Form.TYPE),
  MANAGED_ANNOTATION(Form.TYPE),
  MANAGING_ANNOTATION(Form.TYPE),
  SINGLETON_ANNOTATION(Form.TYPE),
  TASK_ANNOTATION(Form.TYPE),
  CALLBACK_TYPE(Form.TYPE),
  MISTAKE_TYPE(Form.TYPE),
  PARALLEL_TYPE(Form.TYPE),
  CALLBACK_PACKAGE(Form.PACKAGE),
  HARMLESS_PACKAGE(Form.PACKAGE);

  /** What the word is. */
  enum Form {
    /** A Java identifier: a method's name, or the beginning or end of a name. */
    NAME,
    /** An identifier in lower case. */
    LOWER_CASE,
    /** A binary type name. */
    TYPE,
    /** A package's name, which stands for its subpackages too. */
    PACKAGE
  }

  private final Form form;

  WordKind(Form form) {
    this.form = form;
  }

  Form form() {
    return form;
  }

  /** Returns the word for it in a catalogue's rows, such as {@code end-name}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
