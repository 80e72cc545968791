package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** ThreadOwnerNotClosed over facts made by hand. */
class ThreadOwnerNotClosedRuleTest {
  private static final String WATCH = "java.nio.file.WatchService";

  private final ClassBuilder type = new ClassBuilder("a.A");
  private final Value.Local watch = type.local("watch", WATCH);

  private List<Finding> findings() {
    return type.findings(new ThreadOwnerNotClosedRule());
  }

  private void create(CodeBuilder code) {
    code.assign(
        watch, code.call(Value.UNKNOWN, "java.nio.file.FileSystem#newWatchService()", WATCH));
  }

  private void poll(CodeBuilder code) {
    code.call(watch, WATCH + "#poll()", "java.nio.file.WatchKey");
  }

  @Test
  void ownerThatOnlyAVariableHoldsIsReported() {
    type.method(
        "look",
        c -> {
          create(c);
          poll(c);
        });

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.site()).hasToString("newWatchService()");
              assertThat(f.message()).contains("the WatchService that look() creates");
              assertThat(f.remedy()).isEqualTo(new Remedy.ReleaseInFinally(f.site(), "close()"));
            });
  }

  @Test
  void ownerThatIsClosedIsNot() {
    type.method(
        "look",
        c -> {
          create(c);
          poll(c);
          c.call(watch, WATCH + "#close()", "void");
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void ownerThatIsReturnedOrHandedOnIsNot() {
    type.method(
        "make",
        c -> {
          create(c);
          c.returns(watch);
        });
    type.method(
        "give",
        c -> {
          create(c);
          c.callStatic("b.Registry#add(" + WATCH + ")", "void", watch);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void ownerThatAProgramIsAboutIsNot() {
    type.method(
        "main",
        List.of(type.local("args", "java.lang.String[]")),
        c -> {},
        Modifier.PUBLIC,
        Modifier.STATIC);
    type.method("watch", this::create);

    assertThat(findings()).isEmpty();
  }

  @Test
  void serverThatIsStartedAndLeftToItselfIsNot() {
    String server = "com.sun.net.httpserver.HttpServer";
    Value.Local http = type.local("http", server);
    type.method(
        "serve",
        c -> {
          c.assign(http, c.callStatic(server + "#create()", server));
          c.call(http, server + "#start()", "void");
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void ownerThatIsLookedUpIsNot() {
    type.libraryType("org.quartz.Scheduler", "java.lang.Object");
    Value.Local scheduler = type.local("scheduler", "org.quartz.Scheduler");
    type.method(
        "pause",
        c ->
            c.assign(
                scheduler,
                c.call(
                    Value.UNKNOWN,
                    "org.quartz.SchedulerFactory#getScheduler()",
                    "org.quartz.Scheduler")));

    assertThat(findings()).isEmpty();
  }

  @Test
  void ownersOfOtherLibrariesAreReleasedByTheirOwnCalls() {
    ClassBuilder sender = new ClassBuilder("a.Sender");
    Value.Field producer =
        sender.field("producer", "org.apache.kafka.clients.producer.KafkaProducer");
    sender.initializer(
        c ->
            c.assign(
                producer,
                c.create(
                    "org.apache.kafka.clients.producer.KafkaProducer#<init>(java.util.Map)",
                    Value.UNKNOWN)));
    sender.method("close", c -> {});

    assertThat(sender.findings(new ThreadOwnerNotClosedRule()))
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.remedy())
                    .isInstanceOfSatisfying(
                        Remedy.ReleaseField.class,
                        r -> assertThat(r.action().call()).isEqualTo("close()")));
  }
}
