package dev.loosethread.audit;

import dev.loosethread.audit.report.PatternPage;
import dev.loosethread.audit.report.ShippedPages;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code loosethread pattern}. */
@Command(
    name = "pattern",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Explains a bug pattern, or lists them all.")
final class PatternCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The bug pattern as reports name it; without it, all are listed.")
  private String name;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      ShippedPages.names().forEach(each -> print(out, page(each)));
      out.println();
      out.println("loosethread pattern NAME explains one.");
    } else {
      out.print(page(canonical()).toText());
      out.flush();
    }
    return ExitCode.DONE;
  }

  private String canonical() {
    return ShippedPages.names().stream()
        .filter(each -> each.equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    name + ": no such bug pattern; loosethread pattern lists all of them"));
  }

  private static PatternPage page(String name) {
    return ShippedPages.page(name).orElseThrow();
  }

  private static void print(PrintWriter out, PatternPage page) {
    out.println(page.name() + (ShippedPages.isPreview(page.name()) ? " (preview)" : ""));
    out.println("    " + page.summary());
  }
}
