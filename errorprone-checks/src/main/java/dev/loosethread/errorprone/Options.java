package dev.loosethread.errorprone;

import com.google.errorprone.ErrorProneFlags;
import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.CatalogueException;
import dev.loosethread.model.catalogue.Catalogues;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of users, given with {@code -XepOpt:Loosethread:Name=value}.
 *
 * @param catalogue null if an option is wrong
 * @param problem one line that says which key or file is wrong, or ""
 */
record Options(@Nullable Catalogue catalogue, boolean isStrict, String problem) {
  private static final String PREFIX = "Loosethread:";

  /** Comma-separated catalogue files to add to the built-in ones. */
  static final String CATALOGUE = PREFIX + "Catalogue";

  /** True if a crash of a rule fails the compilation; used by Loosethread's own tests. */
  static final String STRICT = PREFIX + "Strict";

  static Options read(ErrorProneFlags flags) {
    List<Path> files = new ArrayList<>();
    boolean isStrict = false;
    for (Map.Entry<String, String> flag : flags.getFlagsMap().entrySet()) {
      if (!flag.getKey().startsWith(PREFIX)) {
        continue;
      }
      String value = flag.getValue();
      switch (flag.getKey()) {
        case CATALOGUE -> {
          for (String file : value.split(",")) {
            try {
              files.add(Path.of(file));
            } catch (InvalidPathException e) {
              return broken("-XepOpt:" + CATALOGUE + "=" + value + ": not a file name");
            }
          }
        }
        case STRICT -> {
          if (!value.equals("true") && !value.equals("false")) {
            return broken("-XepOpt:" + STRICT + "=" + value + ": use true or false");
          }
          isStrict = value.equals("true");
        }
        default -> {
          return broken(
              "-XepOpt:" + flag.getKey() + ": no such option; there are Catalogue and Strict");
        }
      }
    }
    try {
      return new Options(Catalogues.builtInAnd(files), isStrict, "");
    } catch (CatalogueException e) {
      return broken(e.getMessage());
    }
  }

  private static Options broken(String problem) {
    return new Options(null, false, problem);
  }
}
