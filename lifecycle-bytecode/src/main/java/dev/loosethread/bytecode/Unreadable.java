package dev.loosethread.bytecode;

/** Why a class file cannot be read. */
public enum Unreadable {
  /** It is no class file, or a part of one. */
  BROKEN,
  /** It is of a Java release that is newer than what can be read. */
  TOO_NEW
}
