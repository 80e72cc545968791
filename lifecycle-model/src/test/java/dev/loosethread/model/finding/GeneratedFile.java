package dev.loosethread.model.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file, or a part of one, that has to be what the tests make of the patterns. */
final class GeneratedFile {
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final String COMMAND =
      "./mvnw -B -ntp -pl lifecycle-model -am test -Dtest=PatternFilesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true";

  private GeneratedFile() {}

  /** Returns true if the files are to be written instead of checked. */
  static boolean isUpdate() {
    return Boolean.getBoolean("docs.update");
  }

  static String read(Path file) {
    if (!Files.exists(file)) {
      fail("%s is missing.", ROOT.relativize(file));
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return fail("%s cannot be read: %s", ROOT.relativize(file), e);
    }
  }

  /** Writes the text into the file if asked to, or else checks that the file has it. */
  static void hold(Path file, String text) throws IOException {
    if (isUpdate()) {
      Files.writeString(file, text);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .withFailMessage(
            "%s is not what the patterns say; write it anew with %s",
            ROOT.relativize(file), COMMAND)
        .isEqualTo(text);
  }

  /** Does the same with the part between two texts, each of which the file has once. */
  static void holdPart(Path file, String before, String after, String part) throws IOException {
    String whole = read(file);
    int from = whole.indexOf(before);
    int to = whole.indexOf(after, from + before.length());
    if (from < 0 || to < 0) {
      fail("%s has no part that begins with: %s", ROOT.relativize(file), before.strip());
    }
    hold(file, whole.substring(0, from + before.length()) + part + whole.substring(to));
  }
}
