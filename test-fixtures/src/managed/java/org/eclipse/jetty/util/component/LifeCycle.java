package org.eclipse.jetty.util.component;

public interface LifeCycle {}
