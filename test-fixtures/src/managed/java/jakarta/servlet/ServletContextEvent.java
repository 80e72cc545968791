package jakarta.servlet;

public class ServletContextEvent {}
