package com.google.common.util.concurrent;

public abstract class AbstractIdleService implements Service {
  protected abstract void startUp() throws Exception;

  protected abstract void shutDown() throws Exception;
}
