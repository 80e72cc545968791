package org.elasticsearch.common.component;

public abstract class AbstractLifecycleComponent {
  protected abstract void doStart();

  protected abstract void doStop();

  protected abstract void doClose();
}
