package akka.actor;

public interface Actor {}
