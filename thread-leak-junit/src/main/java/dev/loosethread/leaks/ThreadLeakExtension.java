package dev.loosethread.leaks;

import dev.loosethread.leaks.track.StartRecording;
import dev.loosethread.leaks.track.UncaughtExceptionListener;
import dev.loosethread.leaks.track.WatchedScope;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * The JUnit extension that {@link ThreadLeakCheck} registers. With {@code
 * junit.jupiter.extensions.autodetection.enabled=true}, JUnit registers it for all tests.
 *
 * <p>It judges a test when JUnit closes the store of the test, which comes after all callbacks of
 * all extensions, those of {@code @AutoClose} included. A test that failed keeps its failure, and
 * JUnit adds the leak as a suppressed exception.
 */
public final class ThreadLeakExtension
    implements BeforeAllCallback, BeforeEachCallback, TestInstancePreConstructCallback {
  private static final Namespace NAMESPACE = Namespace.create(ThreadLeakExtension.class);

  /** The check of the test whose object is being created, before JUnit names the test. */
  private static final ThreadLocal<Pending> PENDING = new ThreadLocal<>();

  private record Pending(Class<?> type, Check check) {}

  /** A check that JUnit ends when it closes the store of a context. */
  @SuppressWarnings("deprecation") // JUnit 5.13 deprecates it; the oldest supported is 5.10.
  private static final class StoredCheck implements Store.CloseableResource, AutoCloseable {
    private final Check check;
    private final Settings settings;

    StoredCheck(Check check, Settings settings) {
      this.check = check;
      this.settings = settings;
    }

    private boolean isOfClass() {
      return check.kind() == WatchedScope.Kind.CLASS;
    }

    private boolean isJudged() {
      return settings.scope() == LeakScope.TEST
          || (settings.scope() == LeakScope.CLASS && isOfClass());
    }

    @Override
    public void close() {
      if (isOfClass()) {
        dropPending();
      }
      if (!isJudged()) {
        check.endUnjudged();
        return;
      }
      Optional<ThreadLeakError> error = check.end();
      if (error.isPresent()) {
        throw error.get();
      }
    }
  }

  /** The check of the whole run. */
  @SuppressWarnings("deprecation") // JUnit 5.13 deprecates it; the oldest supported is 5.10.
  private static final class Run implements Store.CloseableResource, AutoCloseable {
    private final Check check;
    private final StartSites startSites;

    Run(Settings settings, boolean isParallel) {
      Parameters.checkNames();
      this.startSites = settings.parameters().startSites();
      this.check =
          Check.ofRun(
              settings.place(),
              settings.options(),
              settings.parameters().openReport(),
              mayRecordStarts());
      if (settings.scope() != LeakScope.RUN) {
        check.judgeDeferredOnly();
      }
      if (startSites == StartSites.ON || (startSites == StartSites.AUTO && isParallel)) {
        StartRecording.begin();
      }
    }

    boolean mayRecordStarts() {
      return startSites != StartSites.OFF;
    }

    @Override
    public void close() {
      Optional<ThreadLeakError> error = check.end();
      Optional<String> baseline = check.report().close();
      if (baseline.isPresent()) {
        ThreadLeakError gone = new ThreadLeakError(baseline.get(), List.of());
        error.ifPresent(gone::addSuppressed);
        throw gone;
      }
      if (error.isPresent()) {
        throw error.get();
      }
    }
  }

  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    StoredCheck enclosing = classCheck(classOf(context));
    if (context.getTestInstanceLifecycle().orElse(Lifecycle.PER_METHOD) != Lifecycle.PER_METHOD) {
      return;
    }
    Class<?> type = factory.getTestClass();
    Pending pending = PENDING.get();
    // JUnit creates the object of an outer class right before that of the inner class.
    if (pending == null || !isNested(type, pending.type())) {
      dropPending();
      PENDING.set(new Pending(type, enclosing.check.enterUnidentifiedTest()));
    } else {
      PENDING.set(new Pending(type, pending.check()));
    }
  }

  private static boolean isNested(Class<?> inner, Class<?> outer) {
    Class<?> enclosing = inner.getEnclosingClass();
    // A class may inherit its inner classes.
    return enclosing != null && enclosing.isAssignableFrom(outer);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    classCheck(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    ExtensionContext ofClass = classOf(context);
    // If only the method is annotated, no check of its class encloses it.
    Optional<StoredCheck> enclosing = Optional.ofNullable(storedCheck(ofClass));
    Settings settings =
        enclosing.map(c -> c.settings).orElseGet(() -> Settings.ofClass(ofClass)).ofTest(context);
    if (settings.scope() == LeakScope.NONE) {
      dropPending();
      return;
    }
    stored(
        context,
        "test",
        () -> newTestCheck(context, settings, enclosing.map(c -> c.check)),
        StoredCheck.class);
  }

  private static StoredCheck newTestCheck(
      ExtensionContext context, Settings settings, Optional<Check> ofClass) {
    listenToUncaught(settings);
    Run run = run(context);
    if (settings.options().needsStarts() && run.mayRecordStarts()) {
      StartRecording.begin();
    }
    Check enclosing = ofClass.orElse(run.check);
    Pending pending = PENDING.get();
    PENDING.remove();
    if (pending == null) {
      return new StoredCheck(enter(enclosing, WatchedScope.Kind.TEST, settings, run), settings);
    }
    pending.check().identify(settings.place(), enclosing, settings.options());
    return new StoredCheck(pending.check(), settings);
  }

  private static Check enter(Check enclosing, WatchedScope.Kind kind, Settings settings, Run run) {
    return enclosing.enter(kind, settings.place(), settings.options(), run.mayRecordStarts());
  }

  private static void listenToUncaught(Settings settings) {
    if (settings.options().uncaught() != UncaughtAction.IGNORE) {
      UncaughtExceptionListener.install();
    }
  }

  private static StoredCheck classCheck(ExtensionContext context) {
    return stored(context, key(context), () -> newClassCheck(context), StoredCheck.class);
  }

  /**
   * Returns a key for each class, since a store also finds the values of the enclosing contexts.
   */
  private static Object key(ExtensionContext ofClass) {
    return ofClass.getTestClass().<Object>map(c -> c).orElse("none");
  }

  private static StoredCheck storedCheck(ExtensionContext ofClass) {
    return ofClass.getStore(NAMESPACE).get(key(ofClass), StoredCheck.class);
  }

  private static StoredCheck newClassCheck(ExtensionContext context) {
    Settings settings = Settings.ofClass(context);
    listenToUncaught(settings);
    Run run = run(context);
    StoredCheck outer = context.getParent().map(ThreadLeakExtension::storedCheck).orElse(null);
    Check check =
        enter(outer == null ? run.check : outer.check, WatchedScope.Kind.CLASS, settings, run);
    // Static fields belong to the class, not to the test that happens to run first.
    context.getTestClass().ifPresent(ThreadLeakExtension::initialize);
    return new StoredCheck(check, settings);
  }

  private static void initialize(Class<?> type) {
    try {
      Class.forName(type.getName(), true, type.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Run run(ExtensionContext context) {
    return stored(
        context.getRoot(),
        "run",
        () -> new Run(Settings.ofRun(context), isParallel(context)),
        Run.class);
  }

  /** Returns what the context keeps under a key, and creates it if there is nothing yet. */
  @SuppressWarnings("deprecation") // Its successor, computeIfAbsent, is new in JUnit 6.
  private static <T> T stored(
      ExtensionContext context, Object key, Supplier<T> creator, Class<T> type) {
    return context.getStore(NAMESPACE).getOrComputeIfAbsent(key, k -> creator.get(), type);
  }

  private static boolean isParallel(ExtensionContext context) {
    return context
        .getConfigurationParameter("junit.jupiter.execution.parallel.enabled")
        .map(Boolean::parseBoolean)
        .orElse(false);
  }

  private static ExtensionContext classOf(ExtensionContext context) {
    ExtensionContext found = context;
    while (found.getTestMethod().isPresent() && found.getParent().isPresent()) {
      found = found.getParent().get();
    }
    return found;
  }

  /** Ends the check of a test whose constructor threw, for which no other callback follows. */
  private static void dropPending() {
    Pending pending = PENDING.get();
    if (pending != null) {
      PENDING.remove();
      pending.check().abandon();
    }
  }
}
