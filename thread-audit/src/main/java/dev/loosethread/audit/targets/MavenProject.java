package dev.loosethread.audit.targets;

import dev.loosethread.audit.engine.Problems;
import dev.loosethread.audit.engine.SourceSet;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.model.Build;
import org.apache.maven.model.Exclusion;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.Repository;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;

/**
 * The modules of a Maven project: their source roots, and their class paths with the other modules
 * as sources, so that nothing needs to be built.
 */
final class MavenProject {
  private final Maven maven;
  private final Problems problems;

  /** By group:artifact, in the order of the poms. */
  private final Map<String, Module> modules = new LinkedHashMap<>();

  MavenProject(Maven maven, Problems problems) {
    this.maven = maven;
    this.problems = problems;
  }

  private record Module(Path folder, Model model, List<Path> roots, List<Path> testRoots) {
    String key() {
      return key(model.getGroupId(), model.getArtifactId());
    }

    static String key(String group, String artifact) {
      return group + ":" + artifact;
    }
  }

  List<SourceSet> read(Path pom) {
    addModules(pom.toAbsolutePath().normalize(), new LinkedHashSet<>());
    List<SourceSet> sets = new ArrayList<>();
    for (Module module : modules.values()) {
      Set<Module> siblings = new LinkedHashSet<>();
      List<Path> classPath = classPath(module, siblings);
      List<Path> sourcePath = new ArrayList<>(module.roots());
      siblings.forEach(s -> sourcePath.addAll(s.roots()));
      add(sets, module, false, module.roots(), sourcePath, classPath);
      List<Path> testPath = new ArrayList<>(module.testRoots());
      testPath.addAll(sourcePath);
      siblings.forEach(s -> testPath.addAll(s.testRoots()));
      add(sets, module, true, module.testRoots(), testPath, classPath);
    }
    return sets;
  }

  private void add(
      List<SourceSet> sets,
      Module module,
      boolean isTest,
      List<Path> roots,
      List<Path> sourcePath,
      List<Path> classPath) {
    List<Path> files = new ArrayList<>();
    roots.forEach(root -> files.addAll(SourceFolder.javaFiles(root, problems)));
    if (!files.isEmpty()) {
      String name = module.model().getArtifactId();
      sets.add(
          new SourceSet(name, isTest, files, sourcePath, classPath, level(module, isTest))
              .withEncoding(encoding(module)));
    }
  }

  private void addModules(Path pom, Set<Path> seen) {
    Path file = Files.isDirectory(pom) ? pom.resolve("pom.xml") : pom;
    if (!seen.add(file)) {
      return;
    }
    if (!Files.isRegularFile(file)) {
      problems.add(file + ": no such module");
      return;
    }
    Model model = maven.model(file).orElse(null);
    if (model == null) {
      return;
    }
    Path folder = file.getParent();
    Module module =
        new Module(folder, model, roots(folder, model, false), roots(folder, model, true));
    modules.put(module.key(), module);
    for (String name : model.getModules()) {
      addModules(folder.resolve(name).normalize(), seen);
    }
  }

  private static List<Path> roots(Path folder, Model model, boolean isTest) {
    Build build = model.getBuild();
    Set<Path> roots = new LinkedHashSet<>();
    String declared =
        build == null ? null : isTest ? build.getTestSourceDirectory() : build.getSourceDirectory();
    roots.add(
        folder.resolve(declared != null ? declared : isTest ? "src/test/java" : "src/main/java"));
    if (build != null) {
      addHelperRoots(folder, build, isTest ? "add-test-source" : "add-source", roots);
    }
    addGenerated(
        folder.resolve(isTest ? "target/generated-test-sources" : "target/generated-sources"),
        roots);
    return roots.stream().filter(Files::isDirectory).toList();
  }

  /** Adds the source roots of the build-helper plugin, the usual way to have several. */
  private static void addHelperRoots(Path folder, Build build, String goal, Set<Path> roots) {
    for (Plugin plugin : build.getPlugins()) {
      if (!plugin.getArtifactId().equals("build-helper-maven-plugin")) {
        continue;
      }
      for (PluginExecution execution : plugin.getExecutions()) {
        if (execution.getGoals().contains(goal)
            && execution.getConfiguration() instanceof Xpp3Dom configuration
            && configuration.getChild("sources") != null) {
          for (Xpp3Dom source : configuration.getChild("sources").getChildren()) {
            roots.add(folder.resolve(source.getValue().strip()));
          }
        }
      }
    }
  }

  /** Sources that a build has generated are there to be referred to, each generator's in a root. */
  private static void addGenerated(Path folder, Set<Path> roots) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var children = Files.list(folder)) {
      children.filter(Files::isDirectory).sorted().forEach(roots::add);
    } catch (java.io.IOException e) {
      // Without them some types do not resolve, which the report says.
      roots.remove(folder);
    }
  }

  private List<Path> classPath(Module module, Set<Module> siblings) {
    List<Dependency> outside = new ArrayList<>();
    Map<String, Dependency> managed = new HashMap<>();
    List<RemoteRepository> repositories = new ArrayList<>();
    addDependencies(module, outside, managed, repositories, siblings, new LinkedHashSet<>());
    return maven.classPath(
        outside, List.copyOf(managed.values()), repositories, module.model().getArtifactId());
  }

  /** Another module of the project counts with what it needs itself. */
  private void addDependencies(
      Module module,
      List<Dependency> outside,
      Map<String, Dependency> managed,
      List<RemoteRepository> repositories,
      Set<Module> siblings,
      Set<String> seen) {
    if (!seen.add(module.key())) {
      return;
    }
    for (Repository repository : module.model().getRepositories()) {
      repositories.add(
          new RemoteRepository.Builder(repository.getId(), "default", repository.getUrl()).build());
    }
    if (module.model().getDependencyManagement() != null) {
      module
          .model()
          .getDependencyManagement()
          .getDependencies()
          .forEach(d -> managed.putIfAbsent(d.getManagementKey(), converted(d)));
    }
    for (org.apache.maven.model.Dependency d : module.model().getDependencies()) {
      Module sibling = modules.get(Module.key(d.getGroupId(), d.getArtifactId()));
      if (sibling != null) {
        siblings.add(sibling);
        addDependencies(sibling, outside, managed, repositories, siblings, seen);
      } else if (!"system".equals(d.getScope()) && !"import".equals(d.getScope())) {
        outside.add(converted(d));
      }
    }
  }

  private static Dependency converted(org.apache.maven.model.Dependency d) {
    String type = d.getType() == null ? "jar" : d.getType();
    boolean isTestJar = type.equals("test-jar");
    String classifier = d.getClassifier() == null && isTestJar ? "tests" : d.getClassifier();
    return new Dependency(
            new DefaultArtifact(
                d.getGroupId(),
                d.getArtifactId(),
                classifier == null ? "" : classifier,
                isTestJar || type.equals("bundle") ? "jar" : type,
                d.getVersion()),
            d.getScope() == null ? "compile" : d.getScope(),
            d.isOptional())
        .setExclusions(exclusions(d.getExclusions()));
  }

  private static Collection<org.eclipse.aether.graph.Exclusion> exclusions(List<Exclusion> from) {
    return from.stream()
        .map(
            e ->
                new org.eclipse.aether.graph.Exclusion(e.getGroupId(), e.getArtifactId(), "*", "*"))
        .toList();
  }

  /** The release that the compiler plugin is told, 0 if it is not told any that javac knows. */
  private static int level(Module module, boolean isTest) {
    Properties properties = module.model().getProperties();
    List<String> keys =
        isTest
            ? List.of(
                "maven.compiler.testRelease",
                "maven.compiler.testSource",
                "maven.compiler.release",
                "maven.compiler.source")
            : List.of("maven.compiler.release", "maven.compiler.source");
    for (String key : keys) {
      int level = level(properties.getProperty(key));
      if (level > 0) {
        return level;
      }
    }
    return 0;
  }

  /** Returns what the project says of its sources, which Maven's plugins take for granted. */
  private static Charset encoding(Module module) {
    String name = module.model().getProperties().getProperty("project.build.sourceEncoding", "");
    try {
      return name.isBlank() ? StandardCharsets.UTF_8 : Charset.forName(name.strip());
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static int level(String text) {
    String number = text == null ? "" : text.strip().replaceFirst("^1\\.", "");
    return known(number.matches("\\d{1,3}") ? Integer.parseInt(number) : 0);
  }

  /** The release if the running javac knows it, else 0. */
  static int known(int level) {
    // javac knows neither what is newer than itself nor, some day, what is very old.
    return level >= 8 && level <= Runtime.version().feature() ? level : 0;
  }
}
