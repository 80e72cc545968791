package dev.loosethread.javac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.model.finding.Pattern;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  @Test
  void withoutArgumentsAllPatternsWarn_butThoseInPreview() {
    Arguments arguments = Arguments.parse();

    assertThat(arguments.severity(Pattern.UNGUARDED_START)).isEqualTo(Severity.WARNING);
    assertThat(arguments.severity(Pattern.CALLBACK_AFTER_STOP)).isEqualTo(Severity.OFF);
    assertThat(arguments.wanted())
        .contains(Pattern.UNGUARDED_START)
        .doesNotContain(Pattern.CALLBACK_AFTER_STOP, Pattern.END_METHOD_NEVER_CALLED);
  }

  @Test
  void settingsArePartedBySpacesOrCommas() {
    Arguments arguments =
        Arguments.parse("UnguardedStart=error,PeriodicTaskMayThrow=off", "TimerNotCancelled=note");

    assertThat(arguments.severity(Pattern.UNGUARDED_START)).isEqualTo(Severity.ERROR);
    assertThat(arguments.severity(Pattern.PERIODIC_TASK_MAY_THROW)).isEqualTo(Severity.OFF);
    assertThat(arguments.severity(Pattern.TIMER_NOT_CANCELLED)).isEqualTo(Severity.NOTE);
    assertThat(arguments.wanted()).doesNotContain(Pattern.PERIODIC_TASK_MAY_THROW);
  }

  @Test
  void laterSettingsOverrideEarlierOnes() {
    Arguments arguments = Arguments.parse("all=off", "preview=warn", "UnguardedStart=ERROR");

    Set<Pattern> wanted = EnumSet.copyOf(Pattern.inOneClass());
    wanted.removeIf(pattern -> !pattern.isPreview());
    wanted.add(Pattern.UNGUARDED_START);
    assertThat(arguments.wanted()).isEqualTo(wanted);
  }

  @Test
  void excludedFilesMatchAGlob() {
    Arguments arguments = Arguments.parse("exclude=**/generated-sources/**");

    assertThat(arguments.isExcluded(Path.of("/p/target/generated-sources/x/A.java"))).isTrue();
    assertThat(arguments.isExcluded(Path.of("/p/src/main/java/A.java"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exclude=generated/**",
        "exclude=Aa.java",
        "exclude=*.java",
        "exclude=**/{generated,gen}/**,all=off",
        "all=off,exclude=**/gen*/Aa.java",
        "exclude=/p/generated/*",
      })
  void globHoldsInAnyFolderUnlessItBeginsAtTheRoot(String argument) {
    Arguments arguments = Arguments.parse(argument);

    assertThat(arguments.isExcluded(Path.of("/p/generated/Aa.java"))).isTrue();
    assertThat(arguments.isExcluded(Path.of("/p/src/Aa.kt"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UnguardedStrat=error | no such bug pattern or setting",
        "unguardedstart=error | the pattern is spelled UnguardedStart",
        "UnguardedStart | the severities are error, warning, note and off",
        "UnguardedStart=fatal | the severities are error, warning, note and off",
        "EndMethodNeverCalled=error | this pattern needs a whole application",
        "catalogue= | not a file name",
        "exclude=[ | not a glob",
        "strict=yes | use true or false",
      })
  void whatMakesNoSenseIsNamed(String argument, String problem) {
    assertThatThrownBy(() -> Arguments.parse(argument))
        .isInstanceOf(BadArgument.class)
        .hasMessageStartingWith("-Xplugin:Loosethread " + argument + ": " + problem)
        .hasMessageNotContaining("\n");
  }
}
