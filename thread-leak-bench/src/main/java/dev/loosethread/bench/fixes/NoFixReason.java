package dev.loosethread.bench.fixes;

import dev.loosethread.bench.corpus.YellowReasons;
import dev.loosethread.bench.fixes.FixedLibrary.Found;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a finding has no fix, as its message says. */
final class NoFixReason {
  static final String NONE = "no reason is said";

  private static final Pattern SAID = Pattern.compile("\\(no fix: (.*)\\)$", Pattern.DOTALL);
  private static final Pattern CALL = Pattern.compile("[\\w.$<>]+\\(\\)");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private NoFixReason() {}

  /** Returns it as the message has it. */
  static String of(Found found) {
    Matcher said = SAID.matcher(found.message());
    return said.find() ? said.group(1) : NONE;
  }

  /** Returns it without the names and numbers of the code at hand. */
  static String general(Found found) {
    String withoutCalls = CALL.matcher(of(found)).replaceAll("…");
    return NUMBER.matcher(YellowReasons.general(withoutCalls)).replaceAll("…");
  }
}
