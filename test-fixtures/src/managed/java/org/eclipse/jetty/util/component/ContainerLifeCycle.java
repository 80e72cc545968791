package org.eclipse.jetty.util.component;

public abstract class ContainerLifeCycle implements LifeCycle {
  protected void doStart() throws Exception {}

  protected void doStop() throws Exception {}

  protected boolean addBean(Object bean) {
    return bean != null;
  }
}
