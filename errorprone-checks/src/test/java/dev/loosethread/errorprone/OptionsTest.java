package dev.loosethread.errorprone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users see of the options, right and wrong. */
class OptionsTest {
  private static final String POOLS =
      """
      public class Pools {
        public static class Pool { public void end() {} }
        public static Pool make() { return new Pool(); }
      }
      """;
  private static final String USER =
      """
      class User {
        private final Pools.Pool pool = Pools.make();
        private final Thread unused = null;
        public void close() {
          System.out.println();
        }
      }
      """;

  @TempDir Path temp;
  private RealJavac javac;

  @BeforeEach
  void twoFiles() throws Exception {
    javac = new RealJavac(temp).with("Pools.java", POOLS).with("User.java", USER);
  }

  private String catalogue(String text) throws Exception {
    Path file = temp.resolve("own.catalogue");
    Files.writeString(file, text);
    return "-XepOpt:Loosethread:Catalogue=" + file;
  }

  @Test
  void userCatalogueMakesATypeAnOwner() throws Exception {
    String flag =
        catalogue("# ours\nowner Pools$Pool executor end\ncreate Pools#make() executor\n");

    assertThat(javac.run(flag).messages())
        .anyMatch(m -> m.contains("[ExecutorNotShutDown] pool is created by its initializer"));
    assertThat(javac.run().messages()).noneMatch(m -> m.contains("ExecutorNotShutDown"));
  }

  @Test
  void userCatalogueIsReadInPatchModeToo() throws Exception {
    String flag = catalogue("owner Pools$Pool timer end\ncreate Pools#make() timer\n");

    assertThat(
            javac
                .run(
                    flag,
                    "-Xep:TimerNotCancelled:WARN",
                    "-XepPatchChecks:TimerNotCancelled",
                    "-XepPatchLocation:IN_PLACE")
                .messages())
        .anyMatch(m -> m.contains("[TimerNotCancelled] pool is created"));
  }

  @Test
  void malformedRowIsOneErrorThatNamesFileLineAndKey() throws Exception {
    RealJavac.Outcome outcome = javac.run(catalogue("# fine\nowner Pools$Pool exekutor end\n"));

    assertThat(outcome.succeeded()).isFalse();
    assertThat(outcome.messages().stream().filter(m -> m.startsWith("ERROR")))
        .singleElement()
        .asString()
        .contains("own.catalogue:2: owner: 'exekutor' is no kind")
        .doesNotContain("\tat ");
  }

  @Test
  void unreadableCatalogueIsOneError() throws Exception {
    RealJavac.Outcome outcome =
        javac.run("-XepOpt:Loosethread:Catalogue=" + temp.resolve("missing"));

    assertThat(outcome.succeeded()).isFalse();
    assertThat(outcome.messages().stream().filter(m -> m.startsWith("ERROR")))
        .singleElement()
        .asString()
        .endsWith("missing: no such file");
  }

  @Test
  void ownerTypeThatDoesNotExistIsANote() throws Exception {
    RealJavac.Outcome outcome = javac.run(catalogue("owner com.acme.Gone executor end\n"));

    assertThat(outcome.succeeded()).isTrue();
    assertThat(outcome.messages())
        .filteredOn(m -> m.contains("com.acme.Gone"))
        .singleElement()
        .asString()
        .startsWith("NOTE")
        .contains("own.catalogue:1: com.acme.Gone is not on the class path");
  }

  @Test
  void unknownOptionAndBadValueAreErrors() throws Exception {
    assertThat(javac.run("-XepOpt:Loosethread:Katalog=x").messages())
        .filteredOn(m -> m.startsWith("ERROR"))
        .singleElement()
        .asString()
        .contains("-XepOpt:Loosethread:Katalog: no such option");
    assertThat(javac.run("-XepOpt:Loosethread:Strict=yes").messages())
        .filteredOn(m -> m.startsWith("ERROR"))
        .singleElement()
        .asString()
        .contains("-XepOpt:Loosethread:Strict=yes: use true or false");
  }
}
