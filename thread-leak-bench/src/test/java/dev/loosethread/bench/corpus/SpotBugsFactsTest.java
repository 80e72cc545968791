package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpotBugsFactsTest {
  @Test
  void eachBugHasALineThatTellsWhereItIs(@TempDir Path folder) throws IOException {
    Path report =
        Files.writeString(
            folder.resolve("report.xml"),
            """
            <BugCollection>
              <BugInstance type="LT_UNGUARDED_START" priority="2" rank="12" category="MT">
                <ShortMessage>Short</ShortMessage>
                <LongMessage>Long</LongMessage>
                <Class classname="a.B">
                  <SourceLine classname="a.B" start="1" sourcefile="B.java"/>
                  <Message>In class a.B</Message>
                </Class>
                <SourceLine classname="a.B" start="7" sourcefile="B.java">
                  <Message>At B.java:[line 7]</Message>
                </SourceLine>
              </BugInstance>
              <BugInstance type="LT_TIMER_NOT_CANCELLED" priority="3" rank="14" category="MT">
                <LongMessage>Timer</LongMessage>
                <Class classname="a.C">
                  <SourceLine classname="a.C" start="3" sourcefile="C.java"/>
                </Class>
              </BugInstance>
              <Errors>
                <Error><ErrorMessage>could not analyse a.D</ErrorMessage></Error>
              </Errors>
            </BugCollection>
            """);

    assertThat(SpotBugsFacts.facts(report))
        .containsExactly(
            "LT_UNGUARDED_START\ta.B B.java:7\tpriority 2\trank 12\tMT\tLong"
                + "\tIn class a.B; At B.java:[line 7]",
            "LT_TIMER_NOT_CANCELLED\ta.C C.java:3\tpriority 3\trank 14\tMT\tTimer\t",
            "failed\tcould not analyse a.D");
  }
}
