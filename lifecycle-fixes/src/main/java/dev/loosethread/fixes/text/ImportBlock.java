package dev.loosethread.fixes.text;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The imports of a file, and where more belong among them: beside those of the same packages, in
 * the order that the file has. Existing lines are never touched.
 *
 * <p>Several fixes of a file may need the same import. Error Prone keeps one of several insertions
 * only if they have the same position and the same text, so each line is inserted for itself, and
 * lines that go to the same place have {@linkplain #rank different positions} there if possible.
 */
final class ImportBlock {
  private static final Pattern NOT_OF_A_TYPE =
      Pattern.compile("import\\s+(static|module)\\s.*", Pattern.DOTALL);

  /** How files sort their imports; most sort by the codes of the characters. */
  private static final List<Comparator<String>> ORDERS =
      List.of(
          Comparator.naturalOrder(),
          Comparator.comparing(ImportBlock::packageOf)
              .thenComparing(Comparator.<String>naturalOrder()),
          String.CASE_INSENSITIVE_ORDER);

  private final SourceText source;
  private final CompilationUnitTree unit;
  private final List<List<Line>> groups = new ArrayList<>();
  private @Nullable Tree lastOther;

  /** The import of a type. */
  private record Line(String name, int start, int end) {
    int kinshipTo(String type) {
      String[] own = name.split("\\.");
      String[] other = type.split("\\.");
      int same = 0;
      while (same < Math.min(own.length, other.length) - 1 && own[same].equals(other[same])) {
        same++;
      }
      return same;
    }
  }

  ImportBlock(CompilationUnitTree unit, SourceText source) {
    this.unit = unit;
    this.source = source;
    Line previous = null;
    for (ImportTree tree : unit.getImports()) {
      if (!source.has(tree)) {
        continue;
      }
      if (NOT_OF_A_TYPE.matcher(source.of(tree)).matches()) {
        lastOther = tree;
        previous = null;
        continue;
      }
      Line line =
          new Line(tree.getQualifiedIdentifier().toString(), source.start(tree), source.end(tree));
      if (previous == null || source.hasBlankLine(previous.end(), line.start())) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(line);
      previous = line;
    }
  }

  private static String packageOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  /**
   * Adds imports.
   *
   * @param types canonical names
   * @param insert is given positions, and the text to insert there
   */
  void add(SortedSet<String> types, BiConsumer<Integer, String> insert) {
    List<String> strangers = new ArrayList<>();
    for (String type : types) {
      List<Line> group = groupFor(type);
      if (group == null) {
        strangers.add(type);
      } else {
        addTo(group, type, insert);
      }
    }
    if (!strangers.isEmpty()) {
      addGroup(strangers, insert);
    }
  }

  /** Returns the lines that a type belongs to, or null if none is like it. */
  private @Nullable List<Line> groupFor(String type) {
    List<Line> closest = null;
    int most = 0;
    for (List<Line> group : groups) {
      int kinship = kinship(group, type);
      if (kinship > most) {
        most = kinship;
        closest = group;
      }
    }
    if (closest == null && groups.size() == 1) {
      // One block for all packages: it says where a new one goes if it is sorted.
      List<Line> all = groups.get(0);
      long roots = all.stream().map(line -> line.name().split("\\.")[0]).distinct().count();
      return roots > 1 && orderOf(all) != null ? all : null;
    }
    return closest;
  }

  private static int kinship(List<Line> group, String type) {
    return group.stream().mapToInt(line -> line.kinshipTo(type)).max().orElse(0);
  }

  private void addTo(List<Line> group, String type, BiConsumer<Integer, String> insert) {
    Comparator<String> order = orderOf(group);
    List<Line> among = group;
    if (order == null) {
      int closest = kinship(group, type);
      among = group.stream().filter(line -> line.kinshipTo(type) == closest).toList();
      order = Comparator.naturalOrder();
    }
    Line before = null;
    for (Line line : among) {
      if (order.compare(line.name(), type) < 0) {
        before = line;
      }
    }
    if (before == null) {
      addBefore(among.get(0), type, insert);
    } else {
      addAfter(before.end(), type, insert);
    }
  }

  /** Returns the order of all groups, else that of this one; null if it has none. */
  private @Nullable Comparator<String> orderOf(List<Line> group) {
    for (Comparator<String> order : ORDERS) {
      if (groups.stream().allMatch(each -> isSorted(each, order))) {
        return order;
      }
    }
    return ORDERS.stream().filter(order -> isSorted(group, order)).findFirst().orElse(null);
  }

  private static boolean isSorted(List<Line> group, Comparator<String> order) {
    for (int i = 1; i < group.size(); i++) {
      if (order.compare(group.get(i - 1).name(), group.get(i).name()) > 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns which of three positions at the same place a type gets. They are in order, and apart
   * for the types that fixes need most often.
   */
  private static int rank(String type) {
    if (type.compareTo("java.util.concurrent.TimeUnit") < 0) {
      return 0;
    }
    return type.compareTo("java.util.concurrent.atomic.AtomicBoolean") < 0 ? 1 : 2;
  }

  private static String line(String type) {
    return "import " + type + ";";
  }

  private void addAfter(int end, String type, BiConsumer<Integer, String> insert) {
    int lineEnd = source.afterTrailingComment(end);
    String lineBreak = source.lineBreak();
    if (!source.isLineEnd(lineEnd)) {
      insert.accept(end, lineBreak + line(type));
    } else if (rank(type) == 0 && lineEnd == end && source.at(end - 1) == ';') {
      insert.accept(end - 1, ";" + lineBreak + "import " + type);
    } else if (rank(type) < 2) {
      insert.accept(lineEnd, lineBreak + line(type));
    } else {
      insert.accept(source.afterLineBreak(lineEnd), line(type) + lineBreak);
    }
  }

  private void addBefore(Line next, String type, BiConsumer<Integer, String> insert) {
    if (!source.isLineStart(next.start())) {
      insert.accept(next.start(), line(type) + " ");
      return;
    }
    // Both lines begin with the same characters, so that it does not matter after which of them.
    String text = line(type) + source.lineBreak();
    int rank = rank(type);
    insert.accept(next.start() + rank, text.substring(rank) + text.substring(0, rank));
  }

  /** Adds imports of packages that the file has no import of, apart from the others. */
  private void addGroup(List<String> types, BiConsumer<Integer, String> insert) {
    String lineBreak = source.lineBreak();
    String lines = String.join(lineBreak, types.stream().map(ImportBlock::line).toList());
    PackageTree home = unit.getPackage();
    if (!groups.isEmpty() && types.get(0).startsWith("java.")) {
      // What comes with the JDK stands together, and mostly before the rest.
      List<Line> next =
          groups.stream()
              .filter(group -> group.get(0).name().startsWith("javax."))
              .findFirst()
              .orElse(groups.get(0));
      insert.accept(next.get(0).start(), lines + lineBreak + lineBreak);
    } else if (!groups.isEmpty()) {
      List<Line> last = groups.get(groups.size() - 1);
      insertBelow(last.get(last.size() - 1).end(), lines, insert);
    } else if (lastOther != null) {
      insertBelow(source.end(lastOther), lines, insert);
    } else if (home != null && source.has(home)) {
      insertBelow(source.end(home), lines, insert);
    } else {
      insertAbove(lines, insert);
    }
  }

  private void insertBelow(int end, String lines, BiConsumer<Integer, String> insert) {
    String lineBreak = source.lineBreak();
    int lineEnd = source.afterTrailingComment(end);
    int next = source.skipWhiteSpace(lineEnd);
    boolean isApart = source.hasBlankLine(lineEnd, next);
    String apart = lineBreak + lineBreak;
    insert.accept(
        source.isLineEnd(lineEnd) ? lineEnd : end,
        apart + lines + (isApart ? "" : source.isLineEnd(lineEnd) ? lineBreak : apart));
  }

  /** Inserts lines above the first class and its comment, but below a header. */
  private void insertAbove(String lines, BiConsumer<Integer, String> insert) {
    String lineBreak = source.lineBreak();
    int first = source.start(unit.getTypeDecls().get(0));
    int comment = source.startOfDocComment(first);
    int position = comment < 0 ? first : comment;
    int before = source.trimBefore(position);
    boolean isApart = before == 0 || source.hasBlankLine(before, position);
    insert.accept(position, (isApart ? "" : lineBreak) + lines + lineBreak + lineBreak);
  }
}
