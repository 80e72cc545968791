package dev.loosethread.bench.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The audit's report about one library, most files of which it reads whether they compile or not.
 *
 * @param result with the files that it has read as those that compile
 * @param incomplete those of them that name types which it has not found
 */
record AuditedLibrary(CheckedLibrary result, Set<String> incomplete) {
  AuditedLibrary {
    incomplete = Set.copyOf(incomplete);
  }

  /**
   * Returns what a run says; empty if it has failed, or has read nothing.
   *
   * @param sources all that the library has, as {@link CheckedLibrary#files()} names them
   */
  static Optional<AuditedLibrary> of(AuditRun run, List<String> sources) {
    if (!run.crash().isEmpty() || !run.isRead()) {
      return Optional.empty();
    }
    Set<String> unread =
        sources.stream().filter(file -> isUnread(run, file)).collect(Collectors.toSet());
    Set<String> incomplete =
        sources.stream().filter(file -> isIncomplete(run, file)).collect(Collectors.toSet());
    CheckedLibrary result =
        new CheckedLibrary(
            run.target(),
            sources.stream().filter(file -> !unread.contains(file)).toList(),
            sources.stream().filter(unread::contains).toList(),
            run.read("lines"),
            findings(run),
            List.of());
    return Optional.of(new AuditedLibrary(result, incomplete));
  }

  /** The report counts the files that could not be read; only its messages name them. */
  private static boolean isUnread(AuditRun run, String file) {
    return run.messages().stream()
        .anyMatch(line -> isAbout(line, run, file) || isAboutAll(line, run));
  }

  private static boolean isAbout(String message, AuditRun run, String file) {
    return message.contains(folder(run) + file + ":")
        || message.startsWith(run.target() + ": " + file + " ");
  }

  /** A part of the library failed, and the message does not tell which files are in it. */
  private static boolean isAboutAll(String message, AuditRun run) {
    return message.startsWith(run.target() + ": ") && !message.contains(".java ");
  }

  private static boolean isIncomplete(AuditRun run, String file) {
    for (JsonNode line : run.report().path("incompleteFiles")) {
      if (line.asText().startsWith(folder(run) + file + ":")) {
        return true;
      }
    }
    return false;
  }

  private static List<CheckedLibrary.Found> findings(AuditRun run) {
    List<CheckedLibrary.Found> findings = new ArrayList<>();
    for (JsonNode launch : run.rows()) {
      String file = launch.path("file").asText();
      String relative = file.startsWith(folder(run)) ? file.substring(folder(run).length()) : file;
      for (JsonNode finding : launch.path("findings")) {
        // Nobody sees those unless they ask for them.
        if (!finding.path("isPreview").asBoolean()) {
          findings.add(
              new CheckedLibrary.Found(
                  relative,
                  finding.path("line").asInt(),
                  finding.path("pattern").asText(),
                  finding.path("message").asText()));
        }
      }
    }
    return findings.stream().distinct().toList();
  }

  /** Returns what the names of a library's files begin with. */
  private static String folder(AuditRun run) {
    return run.target().replace(':', '_') + "/";
  }
}
