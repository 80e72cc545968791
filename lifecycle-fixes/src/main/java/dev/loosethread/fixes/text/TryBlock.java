package dev.loosethread.fixes.text;

/** Puts statements of a file into a try block. */
public final class TryBlock {
  private static final CodeTemplate TRY = CodeTemplate.of("try {");
  private static final CodeTemplate FINALLY =
      CodeTemplate.of(
          """
          } finally {
            ${statements}
          }
          """);

  private TryBlock() {}

  /** Returns the code that begins a try block. */
  public static Code begin(TypeNames types) {
    return TRY.code(types);
  }

  /** Returns the code that ends a try block and runs statements in any case. */
  public static Code endWithFinally(Code statements, TypeNames types) {
    return FINALLY.with("statements", statements).code(types);
  }

  /**
   * Moves the lines between two positions into a try block.
   *
   * @param end the code that ends the block, beginning with its brace
   */
  public static void wrap(int from, int to, Code end, Layout layout, SourceEdit edit) {
    edit.wrap(from, to, begin(edit), end, layout);
  }
}
