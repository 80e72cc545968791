package io.vertx.core;

public abstract class AbstractVerticle implements Verticle {
  public void start() throws Exception {}

  public void stop() throws Exception {}
}
