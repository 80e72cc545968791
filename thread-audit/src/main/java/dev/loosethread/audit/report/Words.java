package dev.loosethread.audit.report;

import dev.loosethread.audit.engine.Row.Found;
import dev.loosethread.audit.launches.JudgedLaunch.Holds;
import dev.loosethread.model.finding.Question;
import java.util.Locale;

/** The terms that reports use. */
public final class Words {
  private Words() {}

  /** A constant as words: {@code thread owner}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** {@code not cancellable}, {@code owned?}. */
  public static String lack(Question question, Holds holds) {
    String word =
        question == Question.RECOVERS
            ? (holds == Holds.NO ? "does not recover" : "recovers")
            : (holds == Holds.NO ? "not " : "") + of(question);
    return holds == Holds.UNKNOWN ? word + "?" : word;
  }

  /** {@code 1 launch}, {@code 2 launches}. */
  public static String count(long number, String one, String more) {
    return number + " " + (number == 1 ? one : more);
  }

  /** Returns whether there is a fix, as a remark behind the message. */
  public static String fix(Found found) {
    if (found.fix() != null) {
      return " (fix)";
    }
    return found.isFixedWithAnother() ? " (fixed with another finding)" : "";
  }
}
