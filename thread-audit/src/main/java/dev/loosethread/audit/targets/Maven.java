package dev.loosethread.audit.targets;

import dev.loosethread.audit.engine.Problems;
import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import eu.maveniverse.maven.mima.extensions.mmr.MavenModelReader;
import eu.maveniverse.maven.mima.extensions.mmr.ModelRequest;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.ModelBuildingException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.resolution.DependencyResult;
import org.eclipse.aether.resolution.VersionResolutionException;

/** Maven's own resolver, with the user's settings; made when it is first needed. */
public final class Maven implements Closeable {
  private static final int MOST_NAMED = 3;

  private final boolean isOffline;
  private final Problems problems;
  private Consumer<String> listener = what -> {};
  private Context context;

  /**
   * @param isOffline whether only what the local repository has may be used
   */
  public Maven(boolean isOffline, Problems problems) {
    this.isOffline = isOffline;
    this.problems = problems;
  }

  /** Tells of each thing that is resolved, which may have to be downloaded. */
  public Maven telling(Consumer<String> who) {
    listener = who;
    return this;
  }

  private Context context() {
    if (context == null) {
      ContextOverrides.Builder overrides =
          ContextOverrides.create().withUserSettings(true).offline(isOffline);
      String repository = System.getProperty("maven.repo.local");
      if (repository != null) {
        overrides.withLocalRepositoryOverride(Path.of(repository));
      }
      context = Runtimes.INSTANCE.getRuntime().create(overrides.build());
    }
    return context;
  }

  /** The file of an artifact, or empty if there is none. */
  Optional<Path> file(Artifact artifact) {
    listener.accept(artifact.toString());
    ArtifactRequest request =
        new ArtifactRequest(artifact, context().remoteRepositories(), "audit");
    try {
      ArtifactResult result =
          context()
              .repositorySystem()
              .resolveArtifact(context().repositorySystemSession(), request);
      return Optional.of(result.getArtifact().getFile().toPath());
    } catch (ArtifactResolutionException e) {
      return Optional.empty();
    }
  }

  /** The pom's model with everything inherited and filled in, or empty after saying why not. */
  Optional<Model> model(Path pom) {
    listener.accept(pom.toString());
    try {
      return Optional.of(
          new MavenModelReader(context())
              .readModel(ModelRequest.builder().setPomFile(pom.toAbsolutePath()).build())
              .getEffectiveModel());
    } catch (VersionResolutionException
        | ArtifactResolutionException
        | ArtifactDescriptorException
        | RuntimeException e) {
      problems.add(pom + ": cannot be read as a Maven project: " + reason(e));
      return Optional.empty();
    }
  }

  /**
   * Returns what is wrong with a pom; that there is something wrong comes first in Maven's message.
   */
  private static String reason(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ModelBuildingException broken && !broken.getProblems().isEmpty()) {
        String more = broken.getProblems().size() > 1 ? " (and more)" : "";
        return broken.getProblems().get(0).getMessage() + more;
      }
    }
    return Problems.reason(e);
  }

  /**
   * The class path that a published artifact was compiled with, without itself: what it depends on
   * optionally, or has provided, is part of it. What cannot be resolved is left out.
   */
  List<Path> classPathOf(Artifact artifact) {
    ArtifactDescriptorRequest request =
        new ArtifactDescriptorRequest(artifact, context().remoteRepositories(), "audit");
    try {
      ArtifactDescriptorResult descriptor =
          context()
              .repositorySystem()
              .readArtifactDescriptor(context().repositorySystemSession(), request);
      List<Dependency> dependencies =
          descriptor.getDependencies().stream().filter(d -> !d.getScope().equals("test")).toList();
      return classPath(
          dependencies,
          descriptor.getManagedDependencies(),
          descriptor.getRepositories(),
          artifact.toString());
    } catch (ArtifactDescriptorException e) {
      problems.add(artifact + ": its class path cannot be resolved: " + Problems.firstLine(e));
      return List.of();
    }
  }

  /** The class path that these dependencies make. */
  List<Path> classPath(
      List<Dependency> dependencies,
      List<Dependency> managed,
      List<RemoteRepository> repositories,
      String module) {
    if (dependencies.isEmpty()) {
      return List.of();
    }
    CollectRequest collect = new CollectRequest();
    collect.setDependencies(dependencies);
    collect.setManagedDependencies(managed);
    List<RemoteRepository> all = new ArrayList<>(context().remoteRepositories());
    all.addAll(
        context()
            .repositorySystem()
            .newResolutionRepositories(context().repositorySystemSession(), repositories));
    collect.setRepositories(all);
    return resolve(collect, module);
  }

  private List<Path> resolve(CollectRequest collect, String what) {
    listener.accept("the class path of " + what);
    DependencyResult result;
    try {
      result =
          context()
              .repositorySystem()
              .resolveDependencies(
                  context().repositorySystemSession(), new DependencyRequest(collect, null));
    } catch (DependencyResolutionException e) {
      result = e.getResult();
      problems.add(what + ": " + unresolved(e));
    }
    List<Path> paths = new ArrayList<>();
    for (ArtifactResult artifact : result.getArtifactResults()) {
      if (artifact.isResolved() && artifact.getArtifact().getFile().getName().endsWith(".jar")) {
        paths.add(artifact.getArtifact().getFile().toPath());
      }
    }
    return paths;
  }

  private static String unresolved(DependencyResolutionException e) {
    List<String> lost =
        e.getResult().getArtifactResults().stream()
            .filter(r -> !r.isResolved())
            .map(r -> r.getRequest().getArtifact().toString())
            .toList();
    if (lost.isEmpty()) {
      return "its class path cannot be resolved: " + Problems.firstLine(e);
    }
    int more = lost.size() - MOST_NAMED;
    return "of its class path cannot be resolved: "
        + String.join(", ", lost.subList(0, Math.min(lost.size(), MOST_NAMED)))
        + (more > 0 ? " and " + more + " more" : "");
  }

  static Artifact artifact(String coordinates, String classifier, String extension) {
    String[] parts = coordinates.split(":");
    return new DefaultArtifact(parts[0], parts[1], classifier, extension, parts[2]);
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
    }
  }
}
