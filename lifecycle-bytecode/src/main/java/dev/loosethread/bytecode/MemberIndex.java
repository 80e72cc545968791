package dev.loosethread.bytecode;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Says which class files of an application contain which strings. It only keeps a hash for each
 * string, so that all of it fits into memory and each file is parsed once.
 */
public final class MemberIndex {
  private final CheckedClassFiles files;
  private final Map<String, int[]> hashes = new LinkedHashMap<>();
  private boolean isComplete;

  MemberIndex(CheckedClassFiles files) {
    this.files = files;
  }

  /**
   * Adds the strings of one class.
   *
   * @param words receives all its strings
   */
  void add(String type, StringBuilder words) {
    files
        .read(type, bytes -> ConstantPool.ofWhole(bytes).words(words))
        .ifPresent(
            found -> {
              Arrays.sort(found);
              hashes.put(type, found);
            });
  }

  /** Returns whether a class refers to something; false if there is no such class file. */
  public boolean has(String type, Predicate<ConstantPool> wanted) {
    return files.read(type, bytes -> wanted.test(ConstantPool.of(bytes))).orElse(false);
  }

  /** Returns the classes that contain all of some strings, and a few more with equal hashes. */
  public Set<String> having(String... texts) {
    if (!isComplete) {
      isComplete = true;
      StringBuilder words = new StringBuilder();
      for (String type : files.application()) {
        if (!hashes.containsKey(type)) {
          words.setLength(0);
          add(type, words);
        }
      }
    }
    Set<String> types = new LinkedHashSet<>();
    hashes.forEach(
        (type, found) -> {
          if (Arrays.stream(texts).allMatch(t -> Arrays.binarySearch(found, t.hashCode()) >= 0)) {
            types.add(type);
          }
        });
    return types;
  }
}
