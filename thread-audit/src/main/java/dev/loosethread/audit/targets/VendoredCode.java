package dev.loosethread.audit.targets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Recognises packages that are copies of somebody else's code: by a name that says so, by the root
 * of another organisation's names within the name, and by what a jar says it contains.
 */
final class VendoredCode implements Predicate<String> {
  private static final Set<String> WORDS =
      Set.of("shaded", "shade", "repackaged", "relocated", "vendored", "thirdparty", "third_party");

  /** Names begin with these (JLS 6.1); where they come later, a whole name was moved. */
  private static final Set<String> ROOTS = Set.of("com", "org");

  private static final Pattern POM = Pattern.compile("META-INF/maven/.+/pom\\.properties");

  private final String ownGroup;
  private final Set<String> otherGroups;

  private VendoredCode(String ownGroup, Set<String> otherGroups) {
    this.ownGroup = ownGroup;
    this.otherGroups = Set.copyOf(otherGroups);
  }

  /** What names tell. */
  static VendoredCode byName() {
    return new VendoredCode("", Set.of());
  }

  /**
   * What names and the jars of an artifact tell.
   *
   * @param group of the artifact
   */
  static VendoredCode of(String group, List<Path> jars) {
    // Where no package is named after its own group, groups do not tell whose a package is.
    if (jars.stream().noneMatch(jar -> hasPackage(jar, group))) {
      return byName();
    }
    Set<String> others = new HashSet<>();
    jars.forEach(jar -> artifacts(jar).forEach(artifact -> others.add(artifact.group())));
    others.remove(group);
    return new VendoredCode(group, others);
  }

  /** What names and a jar without coordinates tell; the artifact is the one it is named after. */
  static VendoredCode of(Path jar) {
    String name = String.valueOf(jar.getFileName());
    List<Artifact> all = artifacts(jar);
    return all.stream()
        .filter(a -> all.size() == 1 || name.matches(Pattern.quote(a.name()) + "(-\\d.*)?\\.\\w+"))
        .findFirst()
        .map(own -> of(own.group(), List.of(jar)))
        .orElseGet(VendoredCode::byName);
  }

  private static boolean hasPackage(Path jar, String group) {
    String folder = group.replace('.', '/') + "/";
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().anyMatch(e -> e.getName().startsWith(folder));
    } catch (IOException e) {
      return false;
    }
  }

  private record Artifact(String group, String name) {}

  /** The artifacts whose descriptions Maven has put into a jar. */
  private static List<Artifact> artifacts(Path jar) {
    List<Artifact> artifacts = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> poms =
          zip.stream().filter(e -> POM.matcher(e.getName()).matches()).toList();
      for (ZipEntry pom : poms) {
        Properties properties = new Properties();
        try (InputStream in = zip.getInputStream(pom)) {
          properties.load(in);
        }
        artifacts.add(
            new Artifact(
                properties.getProperty("groupId", ""), properties.getProperty("artifactId", "")));
      }
    } catch (IOException | IllegalArgumentException e) {
      // Whoever reads its classes says so.
      return List.of();
    }
    return artifacts;
  }

  @Override
  public boolean test(String packageName) {
    String[] parts = packageName.split("\\.");
    for (int i = 0; i < parts.length; i++) {
      boolean isWholeName = i > 1 && i < parts.length - 1 && ROOTS.contains(parts[i]);
      if (WORDS.contains(parts[i]) || isWholeName) {
        return true;
      }
    }
    return !isIn(packageName, ownGroup)
        && otherGroups.stream().anyMatch(group -> isIn(packageName, group));
  }

  private static boolean isIn(String packageName, String group) {
    return !group.isEmpty() && (packageName + ".").startsWith(group + ".");
  }
}
