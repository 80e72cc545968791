package dev.loosethread.fixes.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Java code with placeholders, in which fixes write all code that they add. Only fragments around
 * an expression that stays, such as the parentheses of a call, are plain text.
 *
 * <pre>{@code
 * CodeTemplate.of(
 *         """
 *         if (${condition}) {
 *           ${java.lang.Thread}.currentThread().interrupt();
 *           ${rest}
 *         }
 *         """)
 *     .with("condition", "isClosed")
 *     .with("rest", otherCode)
 *     .code(typeNames)
 * }</pre>
 *
 * <ul>
 *   <li>Two blanks at the beginning of a line stand for one level of indentation, whatever the file
 *       uses.
 *   <li>A placeholder <code>${name}</code> is replaced by the text that is bound to the name. The
 *       text is not searched for placeholders, and its line breaks are kept: it may be text of the
 *       file.
 *   <li>If {@link Code} is bound to the name, the placeholder has to be alone on its line. It is
 *       replaced by the lines of the code, at its own level, and by nothing if there are none.
 *   <li>A placeholder with a dot, such as <code>${java.lang.Thread}</code>, is the canonical name
 *       of a type. It becomes the shortest name that the file allows, imported if need be.
 * </ul>
 *
 * <p>Templates are immutable, so that they can be constants.
 */
public final class CodeTemplate {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]*)}");
  private static final String LEVEL = "  ";

  private final List<Code.Line> lines;
  private final Map<String, String> texts;
  private final Map<String, Code> codes;

  private CodeTemplate(List<Code.Line> lines, Map<String, String> texts, Map<String, Code> codes) {
    this.lines = lines;
    this.texts = texts;
    this.codes = codes;
  }

  /**
   * Returns the template that a text describes.
   *
   * @throws IllegalArgumentException if a line is indented by anything but whole levels
   */
  public static CodeTemplate of(String text) {
    List<Code.Line> lines = new ArrayList<>();
    text.lines()
        .forEach(
            line -> {
              int level = 0;
              while (line.startsWith(LEVEL, level * LEVEL.length())) {
                level++;
              }
              String code = line.substring(level * LEVEL.length());
              if (!code.equals(code.strip())) {
                throw new IllegalArgumentException("not indented by whole levels: " + line);
              }
              lines.add(new Code.Line(level, code));
            });
    return new CodeTemplate(List.copyOf(lines), Map.of(), Map.of());
  }

  /**
   * Returns the template with a text bound to a placeholder.
   *
   * @throws IllegalArgumentException if there is no such placeholder
   */
  public CodeTemplate with(String name, String text) {
    requirePlaceholder(name);
    Map<String, String> more = new HashMap<>(texts);
    more.put(name, text);
    return new CodeTemplate(lines, Map.copyOf(more), codes);
  }

  /**
   * Returns the template with code bound to a placeholder.
   *
   * @throws IllegalArgumentException if no line consists of this placeholder
   */
  public CodeTemplate with(String name, Code code) {
    if (lines.stream().noneMatch(line -> line.text().equals(placeholder(name)))) {
      throw new IllegalArgumentException(placeholder(name) + " is not alone on a line");
    }
    Map<String, Code> more = new HashMap<>(codes);
    more.put(name, code);
    return new CodeTemplate(lines, texts, Map.copyOf(more));
  }

  /**
   * Returns the code with all placeholders filled in.
   *
   * @param types asked for the names of the types in the template
   * @throws IllegalStateException if nothing is bound to a placeholder
   */
  public Code code(TypeNames types) {
    List<Code.Line> filled = new ArrayList<>();
    for (Code.Line line : lines) {
      Code code = codeFor(line.text());
      if (code == null) {
        filled.add(new Code.Line(line.level(), filled(line.text(), types)));
      } else {
        code.lines().forEach(l -> filled.add(new Code.Line(line.level() + l.level(), l.text())));
      }
    }
    return new Code(filled);
  }

  /**
   * Returns the text of a template with one line, to be put into a line of the file.
   *
   * @throws IllegalStateException if it has more lines, or nothing is bound to a placeholder
   */
  public String line(TypeNames types) {
    List<Code.Line> filled = code(types).lines();
    if (filled.size() != 1) {
      throw new IllegalStateException("expected one line, got " + filled.size());
    }
    return filled.get(0).text();
  }

  private @Nullable Code codeFor(String line) {
    Matcher placeholder = PLACEHOLDER.matcher(line);
    return placeholder.matches() ? codes.get(placeholder.group(1)) : null;
  }

  private String filled(String line, TypeNames types) {
    return PLACEHOLDER
        .matcher(line)
        .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), types)));
  }

  private String value(String name, TypeNames types) {
    if (name.indexOf('.') >= 0) {
      return types.nameOf(name);
    }
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalStateException("nothing is bound to " + placeholder(name));
    }
    return text;
  }

  private void requirePlaceholder(String name) {
    if (lines.stream().noneMatch(line -> line.text().contains(placeholder(name)))) {
      throw new IllegalArgumentException("no placeholder " + placeholder(name));
    }
  }

  private static String placeholder(String name) {
    return "${" + name + "}";
  }
}
