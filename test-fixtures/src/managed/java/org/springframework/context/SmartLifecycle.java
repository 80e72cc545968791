package org.springframework.context;

public interface SmartLifecycle extends Lifecycle {}
