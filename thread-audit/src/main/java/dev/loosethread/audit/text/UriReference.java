package dev.loosethread.audit.text;

import java.nio.charset.StandardCharsets;

/** Names of files as URI references (RFC 3986). */
public final class UriReference {
  /** Characters, besides letters and digits, that need no escape in a path segment. */
  private static final String PLAIN = "/-._~!$&'()*+,;=@";

  private UriReference() {}

  /**
   * The reference of a file.
   *
   * @param name with slashes; one that is not absolute stays so
   */
  public static String of(String name) {
    String path = escaped(name);
    if (name.matches("[A-Za-z]:/.*")) {
      return "file:///" + path.replaceFirst("%3A", ":");
    }
    return name.startsWith("/") ? "file://" + path : path;
  }

  private static String escaped(String name) {
    StringBuilder escaped = new StringBuilder();
    // An escape stands for a byte, whatever form of Unicode the name is in.
    for (byte unit : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (unit & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
        escaped.append(c);
      } else {
        escaped.append(String.format("%%%02X", (int) c));
      }
    }
    return escaped.toString();
  }
}
