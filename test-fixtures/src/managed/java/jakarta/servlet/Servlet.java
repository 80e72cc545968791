package jakarta.servlet;

public interface Servlet {
  void destroy();
}
