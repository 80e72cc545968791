package dev.loosethread.audit;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/** The files that the user wants to audit. */
final class FileFilter implements Predicate<Path> {
  private final List<PathMatcher> includes;
  private final List<PathMatcher> excludes;

  /**
   * @param includes globs as {@link java.nio.file.FileSystem#getPathMatcher} has them; without any,
   *     all files are included
   * @throws BadInput if one is none
   */
  FileFilter(List<String> includes, List<String> excludes) {
    this.includes = includes.stream().map(FileFilter::matcher).toList();
    this.excludes = excludes.stream().map(FileFilter::matcher).toList();
  }

  private static PathMatcher matcher(String glob) {
    try {
      // A path is absolute here, and a glob rarely is.
      String anywhere = glob.startsWith("/") || glob.startsWith("**") ? glob : "**/" + glob;
      return FileSystems.getDefault().getPathMatcher("glob:" + anywhere);
    } catch (PatternSyntaxException e) {
      throw new BadInput("'" + glob + "': not a glob: " + e.getDescription());
    }
  }

  @Override
  public boolean test(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    return (includes.isEmpty() || includes.stream().anyMatch(m -> m.matches(whole)))
        && excludes.stream().noneMatch(m -> m.matches(whole));
  }
}
