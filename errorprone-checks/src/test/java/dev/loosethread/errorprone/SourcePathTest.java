package dev.loosethread.errorprone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks leave it to javac which sources of the source path it compiles. */
class SourcePathTest {
  @TempDir Path temp;

  @Test
  void nothingIsCompiledThatNobodyUses() throws Exception {
    RealJavac.Outcome outcome =
        new RealJavac(temp)
            .with(
                "Owner.java",
                """
                package p;
                import java.util.concurrent.*;
                public class Owner {
                  final ExecutorService shared = Executors.newFixedThreadPool(1);
                  public void close() { System.out.println(); }
                }
                """)
            .withOnSourcePath("p/Unused.java", "package p; class Unused { Missing missing; }")
            .run();

    assertThat(outcome.messages())
        .noneMatch(m -> m.contains("Unused"))
        .anyMatch(m -> m.contains("[ExecutorNotShutDown] shared is created"));
    assertThat(outcome.succeeded()).isTrue();
    assertThat(temp.resolve("out/p/Unused.class")).doesNotExist();
  }
}
