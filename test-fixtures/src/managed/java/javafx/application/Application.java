package javafx.application;

public abstract class Application {
  public abstract void start(Object stage) throws Exception;

  public void stop() throws Exception {}
}
