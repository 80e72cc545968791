package jakarta.servlet.http;

public abstract class HttpServlet implements jakarta.servlet.Servlet {
  @Override
  public void destroy() {}
}
