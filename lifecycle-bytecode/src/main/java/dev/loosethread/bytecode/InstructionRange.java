package dev.loosethread.bytecode;

/**
 * A stretch of a method's instructions.
 *
 * @param from index of the first instruction
 * @param to index behind the last
 */
record InstructionRange(int from, int to) {
  static final InstructionRange NONE = new InstructionRange(-1, -1);

  boolean isEmpty() {
    return from < 0;
  }

  boolean contains(int index) {
    return index >= from && index < to;
  }
}
