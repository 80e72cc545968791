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
  ATOMIC_BOOLEAN_LAZY_SET("java.util.concurrent.atomic.AtomicBoolean", "lazySet"),
  ATOMIC_BOOLEAN_SET("java.util.concurrent.atomic.AtomicBoolean", "set"),
  AUTO_CLOSEABLE_CLOSE("java.lang.AutoCloseable", "close"),
  CALLABLE_CALL("java.util.concurrent.Callable", "call"),
  CLEANER_REGISTER("java.lang.ref.Cleaner", "register"),
  COLLECTION_ADD("java.util.Collection", "add"),
  COLLECTION_STREAM("java.util.Collection", "stream"),
  CONDITION_AWAIT("java.util.concurrent.locks.Condition", "await"),
  CONDITION_AWAIT_NANOS("java.util.concurrent.locks.Condition", "awaitNanos"),
  CONDITION_AWAIT_UNINTERRUPTIBLY("java.util.concurrent.locks.Condition", "awaitUninterruptibly"),
  COUNT_DOWN_LATCH_AWAIT("java.util.concurrent.CountDownLatch", "await"),
  DELAYED_GET_DELAY("java.util.concurrent.Delayed", "getDelay"),
  EXECUTORS_NEW_SCHEDULED_THREAD_POOL("java.util.concurrent.Executors", "newScheduledThreadPool"),
  EXECUTOR_SERVICE_INVOKE_ALL("java.util.concurrent.ExecutorService", "invokeAll"),
  EXECUTOR_SERVICE_INVOKE_ANY("java.util.concurrent.ExecutorService", "invokeAny"),
  EXECUTOR_SERVICE_IS_SHUTDOWN("java.util.concurrent.ExecutorService", "isShutdown"),
  EXECUTOR_SERVICE_IS_TERMINATED("java.util.concurrent.ExecutorService", "isTerminated"),
  EXECUTOR_SERVICE_SHUTDOWN("java.util.concurrent.ExecutorService", "shutdown"),
  EXECUTOR_SERVICE_SHUTDOWN_NOW("java.util.concurrent.ExecutorService", "shutdownNow"),
  FORK_JOIN_POOL_COMMON_POOL("java.util.concurrent.ForkJoinPool", "commonPool"),
  FORK_JOIN_TASK_EXEC("java.util.concurrent.ForkJoinTask", "exec"),
  FORK_JOIN_TASK_FORK("java.util.concurrent.ForkJoinTask", "fork"),
  FORK_JOIN_TASK_INVOKE_ALL("java.util.concurrent.ForkJoinTask", "invokeAll"),
  FUTURE_CANCEL("java.util.concurrent.Future", "cancel"),
  FUTURE_GET("java.util.concurrent.Future", "get"),
  FUTURE_IS_CANCELLED("java.util.concurrent.Future", "isCancelled"),
  FUTURE_IS_DONE("java.util.concurrent.Future", "isDone"),
  ITERABLE_FOR_EACH("java.lang.Iterable", "forEach"),
  ITERABLE_ITERATOR("java.lang.Iterable", "iterator"),
  ITERATOR_HAS_NEXT("java.util.Iterator", "hasNext"),
  MAP_FOR_EACH("java.util.Map", "forEach"),
  MAP_VALUES("java.util.Map", "values"),
  OBJECT_NOTIFY("java.lang.Object", "notify"),
  OBJECT_NOTIFY_ALL("java.lang.Object", "notifyAll"),
  OBJECT_WAIT("java.lang.Object", "wait"),
  RECURSIVE_ACTION_COMPUTE("java.util.concurrent.RecursiveAction", "compute"),
  RECURSIVE_TASK_COMPUTE("java.util.concurrent.RecursiveTask", "compute"),
  RUNNABLE_RUN("java.lang.Runnable", "run"),
  RUNTIME_ADD_SHUTDOWN_HOOK("java.lang.Runtime", "addShutdownHook"),
  RUNTIME_EXIT("java.lang.Runtime", "exit"),
  RUNTIME_HALT("java.lang.Runtime", "halt"),
  SUPPLIER_GET("java.util.function.Supplier", "get"),
  SYSTEM_CURRENT_TIME_MILLIS("java.lang.System", "currentTimeMillis"),
  SYSTEM_EXIT("java.lang.System", "exit"),
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
  THREAD_SET_DAEMON("java.lang.Thread", "setDaemon"),
  THREAD_SET_UNCAUGHT_EXCEPTION_HANDLER("java.lang.Thread", "setUncaughtExceptionHandler"),
  THREAD_SLEEP("java.lang.Thread", "sleep"),
  THREAD_START("java.lang.Thread", "start"),
  THREAD_START_VIRTUAL_THREAD("java.lang.Thread", "startVirtualThread"),
  TIMER_TASK_CANCEL("java.util.TimerTask", "cancel");

  private final String owner;
  private final String methodName;

  JdkMethod(String owner, String methodName) {
    this.owner = owner;
    this.methodName = methodName;
  }

  /** Returns the binary name of the type that declares it. */
  public String owner() {
    return owner;
  }

  public String methodName() {
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
