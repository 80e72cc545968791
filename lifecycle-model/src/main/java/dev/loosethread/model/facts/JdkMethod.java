package dev.loosethread.model.facts;

/**
 * Methods of the JDK whose meaning is part of an analysis, so that no catalogue can extend it.
 *
 * <p>The overloads of a method are one.
 */
public enum JdkMethod {
  ATOMIC_BOOLEAN_COMPARE_AND_SET("java.util.concurrent.atomic.AtomicBoolean", "compareAndSet"),
  ATOMIC_BOOLEAN_GET("java.util.concurrent.atomic.AtomicBoolean", "get"),
  ATOMIC_BOOLEAN_GET_AND_SET("java.util.concurrent.atomic.AtomicBoolean", "getAndSet"),
  CLEANER_REGISTER("java.lang.ref.Cleaner", "register"),
  EXECUTOR_SERVICE_INVOKE_ALL("java.util.concurrent.ExecutorService", "invokeAll"),
  EXECUTOR_SERVICE_INVOKE_ANY("java.util.concurrent.ExecutorService", "invokeAny"),
  EXECUTOR_SERVICE_IS_SHUTDOWN("java.util.concurrent.ExecutorService", "isShutdown"),
  EXECUTOR_SERVICE_IS_TERMINATED("java.util.concurrent.ExecutorService", "isTerminated"),
  EXECUTOR_SERVICE_SHUTDOWN("java.util.concurrent.ExecutorService", "shutdown"),
  EXECUTOR_SERVICE_SHUTDOWN_NOW("java.util.concurrent.ExecutorService", "shutdownNow"),
  EXECUTORS_NEW_CACHED_THREAD_POOL("java.util.concurrent.Executors", "newCachedThreadPool"),
  FORK_JOIN_POOL_COMMON_POOL("java.util.concurrent.ForkJoinPool", "commonPool"),
  FORK_JOIN_TASK_FORK("java.util.concurrent.ForkJoinTask", "fork"),
  FORK_JOIN_TASK_INVOKE_ALL("java.util.concurrent.ForkJoinTask", "invokeAll"),
  FUTURE_CANCEL("java.util.concurrent.Future", "cancel"),
  FUTURE_GET("java.util.concurrent.Future", "get"),
  OBJECT_WAIT("java.lang.Object", "wait"),
  RUNTIME_ADD_SHUTDOWN_HOOK("java.lang.Runtime", "addShutdownHook"),
  SYSTEM_CURRENT_TIME_MILLIS("java.lang.System", "currentTimeMillis"),
  SYSTEM_NANO_TIME("java.lang.System", "nanoTime"),
  THREAD_BUILDER_UNSTARTED("java.lang.Thread$Builder", "unstarted"),
  THREAD_CURRENT_THREAD("java.lang.Thread", "currentThread"),
  THREAD_FACTORY_NEW_THREAD("java.util.concurrent.ThreadFactory", "newThread"),
  THREAD_INTERRUPT("java.lang.Thread", "interrupt"),
  THREAD_INTERRUPTED("java.lang.Thread", "interrupted"),
  THREAD_IS_INTERRUPTED("java.lang.Thread", "isInterrupted"),
  THREAD_JOIN("java.lang.Thread", "join"),
  THREAD_POOL_ALLOW_CORE_TIME_OUT(
      "java.util.concurrent.ThreadPoolExecutor", "allowCoreThreadTimeOut"),
  THREAD_START("java.lang.Thread", "start"),
  THREAD_START_VIRTUAL_THREAD("java.lang.Thread", "startVirtualThread");

  private final String owner;
  private final String methodName;

  JdkMethod(String owner, String methodName) {
    this.owner = owner;
    this.methodName = methodName;
  }

  String owner() {
    return owner;
  }

  String methodName() {
    return methodName;
  }

  /** Returns whether the called method is this one, and not one that overrides it. */
  public boolean is(MethodKey method) {
    return methodName.equals(method.name()) && owner.equals(method.owner());
  }

  /** Returns whether the called method is this one, or overrides it. */
  public boolean is(MethodKey method, TypeHierarchy hierarchy) {
    return methodName.equals(method.name()) && hierarchy.isSubtype(method.owner(), owner);
  }

  /**
   * Returns whether the called method has the name of this one, be it of another type: what a
   * project wraps a thread or executor in has methods of the same names.
   */
  public boolean isNamesake(MethodKey method) {
    return methodName.equals(method.name());
  }
}
