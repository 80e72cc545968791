package jakarta.enterprise.concurrent;

public interface ManagedExecutorService extends java.util.concurrent.ExecutorService {}
