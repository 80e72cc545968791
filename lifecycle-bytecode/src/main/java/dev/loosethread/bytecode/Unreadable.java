package dev.loosethread.bytecode;

/** Why a class file cannot be read. */
public enum Unreadable {
  /** It is no class file, or only a part of one. */
  BROKEN,
  /** It was compiled for a Java release that is too new to be read. */
  TOO_NEW
}
