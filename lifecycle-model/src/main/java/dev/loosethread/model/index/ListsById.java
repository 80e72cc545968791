package dev.loosethread.model.index;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists by an id that counts from 0, each in insertion order: a hash table would box and hash every
 * id, millions of times in a compilation.
 */
public final class ListsById<T> {
  private final List<@Nullable List<T>> lists = new ArrayList<>();

  /** Adds an element to the list of an id; ignores negative ids. */
  public void add(int id, T value) {
    if (id < 0) {
      return;
    }
    while (lists.size() <= id) {
      lists.add(null);
    }
    List<T> list = lists.get(id);
    if (list == null) {
      list = new ArrayList<>(2);
      lists.set(id, list);
    }
    list.add(value);
  }

  public List<T> get(int id) {
    List<T> list = id >= 0 && id < lists.size() ? lists.get(id) : null;
    return list == null ? List.of() : list;
  }
}
