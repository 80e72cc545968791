package dev.loosethread.workbench;

import java.util.regex.Pattern;

/** A published library: group:artifact:version. */
public record Coordinates(String group, String artifact, String version) {
  private static final Pattern PART = Pattern.compile("[\\w.-]+");

  public static Coordinates parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new Failure("not group:artifact:version: " + text);
    }
    for (String part : parts) {
      if (!PART.matcher(part).matches()) {
        throw new Failure("not group:artifact:version: " + text);
      }
    }
    return new Coordinates(parts[0], parts[1], parts[2]);
  }

  @Override
  public String toString() {
    return group + ":" + artifact + ":" + version;
  }
}
