package dev.loosethread.leaks;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * What {@link ThreadLeakCheck} switches on. With {@code
 * junit.jupiter.extensions.autodetection.enabled=true}, JUnit registers it for all tests.
 *
 * <p>It judges a test when JUnit closes the test's store, since that comes after all callbacks of
 * all extensions, {@code @AutoClose} among them; a test that failed keeps its own failure, and
 * JUnit adds the leak to it as a suppressed one.
 */
public final class ThreadLeakExtension
    implements BeforeAllCallback, BeforeEachCallback, TestInstancePreConstructCallback {
  private static final Namespace NAMESPACE = Namespace.create(ThreadLeakExtension.class);

  /** A test whose object is being made, before JUnit says which test it is. */
  private static final ThreadLocal<Pending> PENDING = new ThreadLocal<>();

  private record Pending(Class<?> type, Scope scope) {}

  /** A scope that JUnit ends together with a context. */
  @SuppressWarnings("deprecation") // What replaces it came with JUnit 5.13.
  private static final class Closing implements Store.CloseableResource, AutoCloseable {
    private final Scope scope;
    private final Settings settings;
    private final boolean mayTrack;

    Closing(Scope scope, Settings settings, boolean mayTrack) {
      this.scope = scope;
      this.settings = settings;
      this.mayTrack = mayTrack;
    }

    private boolean isChecked() {
      return settings.scope() == LeakScope.TEST
          || settings.scope() == LeakScope.CLASS && scope.kind() == Scope.Kind.CLASS;
    }

    @Override
    public void close() {
      if (scope.kind() == Scope.Kind.CLASS) {
        dropPending();
      }
      if (!isChecked()) {
        scope.exitUnchecked();
        return;
      }
      Optional<ThreadLeakError> error = ScopeEnd.of(scope, mayTrack);
      if (error.isPresent()) {
        throw error.get();
      }
    }
  }

  /** The whole run. */
  @SuppressWarnings("deprecation") // What replaces it came with JUnit 5.13.
  private static final class Run implements Store.CloseableResource, AutoCloseable {
    private final Scope scope;
    private final StartSites startSites;

    Run(Settings settings, boolean isParallel) {
      Parameters.checkNames();
      this.startSites = settings.parameters().startSites();
      this.scope =
          Scope.enter(
              Scope.Kind.RUN,
              settings.place(),
              null,
              settings.options(),
              Ledger.of(settings.parameters()));
      if (settings.scope() != LeakScope.RUN) {
        scope.judgeHandedUpOnly();
      }
      if (startSites == StartSites.ON || startSites == StartSites.AUTO && isParallel) {
        Tracking.begin();
      }
    }

    boolean mayTrack() {
      return startSites != StartSites.OFF;
    }

    @Override
    public void close() {
      Optional<ThreadLeakError> error = ScopeEnd.of(scope, mayTrack());
      Optional<String> baseline = scope.ledger().close();
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
    Closing around = classScope(classOf(context));
    if (context.getTestInstanceLifecycle().orElse(Lifecycle.PER_METHOD) != Lifecycle.PER_METHOD) {
      return;
    }
    Class<?> type = factory.getTestClass();
    Pending pending = PENDING.get();
    // The object of an outer class is made right before that of the inner one.
    if (pending == null || !isNested(type, pending.type())) {
      dropPending();
      PENDING.set(new Pending(type, Scope.enterUnknownTest(around.scope)));
    } else {
      PENDING.set(new Pending(type, pending.scope()));
    }
  }

  private static boolean isNested(Class<?> inner, Class<?> outer) {
    Class<?> enclosing = inner.getEnclosingClass();
    // A class may inherit its inner classes.
    return enclosing != null && enclosing.isAssignableFrom(outer);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    classScope(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    ExtensionContext ofClass = classOf(context);
    // A method that is annotated alone has no scope of its class around it.
    Optional<Closing> around = Optional.ofNullable(closing(ofClass));
    Settings settings =
        around.map(c -> c.settings).orElseGet(() -> Settings.ofClass(ofClass)).ofTest(context);
    if (settings.scope() == LeakScope.NONE) {
      dropPending();
      return;
    }
    context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            "test", key -> testScope(context, settings, around.map(c -> c.scope)), Closing.class);
  }

  private static Closing testScope(
      ExtensionContext context, Settings settings, Optional<Scope> ofClass) {
    listen(settings);
    Run run = run(context);
    if (settings.options().needsStarts() && run.mayTrack()) {
      Tracking.begin();
    }
    Scope around = ofClass.orElse(run.scope);
    Pending pending = PENDING.get();
    PENDING.remove();
    Scope scope;
    if (pending == null) {
      scope =
          Scope.enter(
              Scope.Kind.TEST, settings.place(), around, settings.options(), run.scope.ledger());
    } else {
      scope = pending.scope();
      scope.become(settings.place(), around, settings.options());
    }
    return new Closing(scope, settings, run.mayTrack());
  }

  private static void listen(Settings settings) {
    if (settings.options().uncaught() != UncaughtAction.IGNORE) {
      UncaughtExceptions.listen();
    }
  }

  private static Closing classScope(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(key(context), key -> newClassScope(context), Closing.class);
  }

  /** A store also finds what the stores of outer contexts have, so each class has its own key. */
  private static Object key(ExtensionContext ofClass) {
    return ofClass.getTestClass().<Object>map(c -> c).orElse("none");
  }

  private static Closing closing(ExtensionContext ofClass) {
    return ofClass.getStore(NAMESPACE).get(key(ofClass), Closing.class);
  }

  private static Closing newClassScope(ExtensionContext context) {
    Settings settings = Settings.ofClass(context);
    listen(settings);
    Run run = run(context);
    Closing outer = context.getParent().map(ThreadLeakExtension::closing).orElse(null);
    Scope scope =
        Scope.enter(
            Scope.Kind.CLASS,
            settings.place(),
            outer == null ? run.scope : outer.scope,
            settings.options(),
            run.scope.ledger());
    // What static fields hold belongs to the class, not to the test that happens to come first.
    context.getTestClass().ifPresent(ThreadLeakExtension::initialise);
    return new Closing(scope, settings, run.mayTrack());
  }

  private static void initialise(Class<?> type) {
    try {
      Class.forName(type.getName(), true, type.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Run run(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            "run", key -> new Run(Settings.ofRun(context), isParallel(context)), Run.class);
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

  /** A test whose constructor threw has no further callback. */
  private static void dropPending() {
    Pending pending = PENDING.get();
    if (pending != null) {
      PENDING.remove();
      pending.scope().exit();
    }
  }
}
