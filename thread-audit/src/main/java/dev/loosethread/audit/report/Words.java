package dev.loosethread.audit.report;

import dev.loosethread.audit.engine.Row.Found;
import dev.loosethread.model.rules.LaunchSite.Holds;
import dev.loosethread.model.rules.LaunchSite.Kind;
import dev.loosethread.model.rules.LaunchSite.Question;
import java.util.Locale;

/** How reports call things. */
public final class Words {
  /** Where the pages of the bug patterns are. */
  static final String PAGES =
      "https://github.com/loosethread/loosethread/blob/main/docs/bugpattern/";

  private Words() {}

  public static String of(Kind kind) {
    return lower(kind);
  }

  public static String of(Question question) {
    return lower(question);
  }

  public static String of(Holds holds) {
    return lower(holds);
  }

  /** {@code not cancellable}, {@code owned?}. */
  public static String lack(Question question, Holds holds) {
    String word =
        question == Question.RECOVERS
            ? (holds == Holds.NO ? "does not recover" : "recovers")
            : (holds == Holds.NO ? "not " : "") + lower(question);
    return holds == Holds.UNKNOWN ? word + "?" : word;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether there is a fix, as a remark behind the message. */
  public static String fix(Found found) {
    if (found.fix() != null) {
      return " (fix)";
    }
    return found.isFixedWithAnother() ? " (mended with another finding's fix)" : "";
  }

  /** The page about a bug pattern. */
  public static String page(String pattern) {
    return PAGES + pattern + ".md";
  }
}
