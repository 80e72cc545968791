package dev.loosethread.javac;

import com.google.auto.service.AutoService;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;

/**
 * {@code -Xplugin:Loosethread}: reports thread leaks while javac compiles, without Error Prone.
 *
 * <p>Uses javac's public interface only, so that it needs no {@code --add-exports} and runs on
 * every JDK from 17 on. The arguments are severities, as in {@code -Xplugin:Loosethread
 * UnguardedStart=error,PeriodicTaskMayThrow=off}, and {@code all}, {@code preview}, {@code
 * catalogue} and {@code exclude}.
 */
@AutoService(Plugin.class)
public final class LoosethreadPlugin implements Plugin {
  @Override
  public String getName() {
    return "Loosethread";
  }

  @Override
  public void init(JavacTask task, String... arguments) {
    task.addTaskListener(new CompilationListener(task, arguments));
  }
}
