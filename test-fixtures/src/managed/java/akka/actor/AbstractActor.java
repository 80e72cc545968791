package akka.actor;

public abstract class AbstractActor implements Actor {
  public void preStart() throws Exception {}

  public void postStop() throws Exception {}
}
