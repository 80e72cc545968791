package dev.loosethread.model.catalogue;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a catalogue from text rows; the grammar stands at the top of {@code jdk.catalogue}. */
final class CatalogueParser {
  private static final String GATE = "gate";

  private static final Map<String, WordKind> WORD_KINDS = byWord(WordKind.values(), WordKind::word);
  private static final Map<String, MethodKind> METHOD_KINDS =
      byWord(MethodKind.values(), MethodKind::word);
  private static final Map<String, ArgumentKind> ARGUMENT_KINDS =
      byWord(ArgumentKind.values(), ArgumentKind::word);

  private final Catalogue catalogue = new Catalogue();

  private static <T> Map<String, T> byWord(T[] kinds, Function<T, String> word) {
    return Arrays.stream(kinds).collect(Collectors.toUnmodifiableMap(word, kind -> kind));
  }

  /**
   * Reads the lines of a file.
   *
   * @throws CatalogueException if a row makes no sense
   */
  void add(String file, List<String> lines, boolean isUsers) {
    if (isUsers) {
      catalogue.addUserFile(file, lines);
    }
    // Such a file says itself which sources its rows concern.
    boolean isGatedByText = lines.stream().anyMatch(line -> line.strip().startsWith(GATE + " "));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        new RowReader(file, i + 1, words(line), isUsers, isGatedByText).read();
      }
    }
  }

  /** Returns what all files say. */
  Catalogue catalogue() {
    return catalogue;
  }

  private static String[] words(String line) {
    StringTokenizer words = new StringTokenizer(line);
    String[] all = new String[words.countTokens()];
    for (int i = 0; i < all.length; i++) {
      all[i] = words.nextToken();
    }
    return all;
  }

  private final class RowReader {
    private final String file;
    private final int line;
    private final String[] words;
    private final boolean isUsers;
    private final boolean isGatedByText;

    RowReader(String file, int line, String[] words, boolean isUsers, boolean isGatedByText) {
      this.file = file;
      this.line = line;
      this.words = words;
      this.isUsers = isUsers;
      this.isGatedByText = isGatedByText;
    }

    void read() {
      switch (words[0]) {
        case "owner" -> owner(true);
        case "handle" -> owner(false);
        case "create" -> create();
        case "run" -> run();
        case "wait" -> waits();
        case "end-method" -> {
          catalogue.addEndMethod(type(1), name(2));
          end(3);
        }
        case GATE -> {
          catalogue.addGateWord(word(1, "the text"));
          end(2);
        }
        default -> ofAKind();
      }
    }

    private void ofAKind() {
      if (WORD_KINDS.containsKey(words[0])) {
        word(WORD_KINDS.get(words[0]));
      } else if (METHOD_KINDS.containsKey(words[0])) {
        method(METHOD_KINDS.get(words[0]));
      } else if (ARGUMENT_KINDS.containsKey(words[0])) {
        catalogue.add(ARGUMENT_KINDS.get(words[0]), method(1, false), index(2));
        end(3);
      } else {
        throw wrong("no such kind of row");
      }
    }

    private void owner(boolean isMadeByNew) {
      String type = type(1);
      OwnerKind kind = kind(2);
      word(3, "a release method");
      List<ReleaseMethod> methods = new ArrayList<>();
      for (int i = 3; i < words.length; i++) {
        ReleaseMethod method = ReleaseMethod.parse(words[i]);
        if (method == null) {
          throw wrong("'" + words[i] + "' is not a method name");
        }
        methods.add(method);
      }
      catalogue.addOwner(type, kind, methods, isMadeByNew);
      gateWord(type);
    }

    private void create() {
      MethodPattern method = method(1, false);
      catalogue.addCreate(method, kind(2));
      end(3);
      gateWord(method.owner());
    }

    private void run() {
      TaskRun run =
          switch (word(1, "when")) {
            case "now" -> TaskRun.NOW;
            case "later" -> TaskRun.LATER;
            case "periodically" -> TaskRun.PERIODICALLY;
            case "supervised" -> TaskRun.SUPERVISED;
            default ->
                throw wrong("'" + words[1] + "' is not now, later, periodically or supervised");
          };
      MethodPattern method = method(2, false);
      catalogue.addRun(method, run, index(3));
      end(4);
      if (run != TaskRun.NOW) {
        gateWord(method.owner());
      }
    }

    private void waits() {
      catalogue.addWait(method(1, false), words.length < 3 ? "" : words[2].replace(",", ", "));
      end(3);
    }

    private void method(MethodKind kind) {
      MethodPattern method = method(1, kind.mayBeOfAnyOwner());
      catalogue.add(kind, method);
      end(2);
      // The built-in ones are launched by methods whose names the audit looks for anyway.
      if (kind == MethodKind.SERVICE && isUsers && !isGatedByText) {
        catalogue.addLaunchWord(simpleName(method.owner()));
      }
    }

    private void word(WordKind kind) {
      catalogue.add(
          kind,
          switch (kind.form()) {
            case NAME -> name(1);
            case LOWER_CASE -> lowerCase(1);
            case TYPE -> type(1);
            case PACKAGE -> packageName(1);
          });
      end(2);
    }

    private CatalogueException wrong(String what) {
      return new CatalogueException(
          "catalogue " + file + ":" + line + ": " + words[0] + ": " + what);
    }

    private String word(int index, String what) {
      if (index >= words.length) {
        throw wrong(what + " is missing");
      }
      return words[index];
    }

    private void end(int count) {
      if (words.length > count) {
        throw wrong("'" + words[count] + "' is one word too many");
      }
    }

    private String type(int index) {
      String type = word(index, "the type");
      if (!MethodPattern.isTypeName(type)) {
        throw wrong("'" + type + "' is not a type name");
      }
      userType(type);
      return type;
    }

    private MethodPattern method(int index, boolean mayBeOfAnyOwner) {
      String text = word(index, "the method");
      MethodPattern method = MethodPattern.parse(text);
      if (method == null) {
        throw wrong("'" + text + "' is not a method like owner.Type#name(parameter,...)");
      }
      if (!method.isOfAnyOwner()) {
        userType(method.owner());
      } else if (!mayBeOfAnyOwner) {
        throw wrong("'" + text + "' has to name the type that declares the method");
      }
      return method;
    }

    private void userType(String type) {
      if (isUsers) {
        catalogue.addUserType(new CatalogueLine(file, line, type));
      }
    }

    private int index(int at) {
      String text = word(at, "the argument's index");
      try {
        int index = Integer.parseInt(text);
        if (index >= 0) {
          return index;
        }
      } catch (NumberFormatException e) {
        // Said below, together with negative numbers.
      }
      throw wrong("'" + text + "' is not an argument's index, which counts from 0");
    }

    private OwnerKind kind(int index) {
      String text = word(index, "the kind");
      for (OwnerKind kind : OwnerKind.values()) {
        if (kind.word().equals(text)) {
          return kind;
        }
      }
      throw wrong(
          "'" + text + "' is no kind; use executor, scheduled-executor, timer, thread or other");
    }

    private String name(int index) {
      String name = word(index, "the name");
      if (!MethodPattern.isTypeName(name) || name.indexOf('.') >= 0) {
        throw wrong("'" + name + "' is not a method name");
      }
      return name;
    }

    private String lowerCase(int index) {
      String word = name(index);
      if (!word.equals(word.toLowerCase(Locale.ROOT))) {
        throw wrong("'" + word + "' is not in lower case");
      }
      return word;
    }

    private String packageName(int index) {
      String name = word(index, "the package");
      if (!MethodPattern.isTypeName(name)) {
        throw wrong("'" + name + "' is not a package name");
      }
      return name;
    }

    private void gateWord(String type) {
      if (!isGatedByText) {
        catalogue.addGateWord(simpleName(type));
      }
    }

    /** Returns the simple name of the top-level type, which any source that uses it mentions. */
    private static String simpleName(String type) {
      int nested = type.indexOf('$');
      String topLevel = nested < 0 ? type : type.substring(0, nested);
      return topLevel.substring(topLevel.lastIndexOf('.') + 1);
    }
  }
}
