package com.google.common.util.concurrent;

public final class MoreExecutors {
  private MoreExecutors() {}

  public static java.util.concurrent.ExecutorService getExitingExecutorService(
      java.util.concurrent.ThreadPoolExecutor executor) {
    return executor;
  }

  public static void addDelayedShutdownHook(
      java.util.concurrent.ExecutorService executor,
      long timeout,
      java.util.concurrent.TimeUnit unit) {}

  public static boolean shutdownAndAwaitTermination(
      java.util.concurrent.ExecutorService executor,
      long timeout,
      java.util.concurrent.TimeUnit unit) {
    return true;
  }

  public static java.util.concurrent.ExecutorService newDirectExecutorService() {
    return null;
  }
}
