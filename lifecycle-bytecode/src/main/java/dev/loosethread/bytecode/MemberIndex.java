package dev.loosethread.bytecode;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which class files of an application have which names in them. Kept small, a number for each name,
 * so that the files need to be gone through only once.
 */
public final class MemberIndex {
  private final CheckedClassFiles files;
  private final Map<String, int[]> hashes = new LinkedHashMap<>();
  private boolean isComplete;

  MemberIndex(CheckedClassFiles files) {
    this.files = files;
  }

  /**
   * Notes what one class has.
   *
   * @param words where all its strings are appended
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

  /** Whether one class names something; false if there is no such class file. */
  public boolean has(String type, Predicate<ConstantPool> wanted) {
    return files.read(type, bytes -> wanted.test(ConstantPool.of(bytes))).orElse(false);
  }

  /** The classes that have each of these texts in their constant pools, and a few more. */
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
