package dev.tallystick.tally.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportFormTest {
  @Test
  void colours_areShownOnATerminalAndNowhereElse() {
    assertThat(ReportForm.forPeople(Map.of(), true)).isEqualTo(ReportForm.COLOURED_TEXT);
    assertThat(ReportForm.forPeople(Map.of(), false)).isEqualTo(ReportForm.TEXT);
    assertThat(ReportForm.forPeople(Map.of("TERM", "dumb"), true)).isEqualTo(ReportForm.TEXT);
  }

  @Test
  void noColor_wins() {
    assertThat(ReportForm.forPeople(Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1"), true))
        .isEqualTo(ReportForm.TEXT);
    assertThat(ReportForm.forPeople(Map.of("NO_COLOR", ""), true))
        .isEqualTo(ReportForm.COLOURED_TEXT);
    assertThat(ReportForm.forPeople(Map.of("CLICOLOR_FORCE", "1"), false))
        .isEqualTo(ReportForm.COLOURED_TEXT);
  }

  @Test
  void choice_winsOverTheEnvironment() {
    Map<String, String> none = Map.of("NO_COLOR", "1");
    Map<String, String> force = Map.of("CLICOLOR_FORCE", "1");
    assertThat(ReportForm.forPeople(ColourChoice.ALWAYS, none, false))
        .isEqualTo(ReportForm.COLOURED_TEXT);
    assertThat(ReportForm.forPeople(ColourChoice.NEVER, force, true)).isEqualTo(ReportForm.TEXT);
    assertThat(ReportForm.forPeople(ColourChoice.AUTO, none, true)).isEqualTo(ReportForm.TEXT);
    assertThat(ColourChoice.in("verify", "x", "--color=never")).contains(ColourChoice.NEVER);
    assertThat(ColourChoice.in("--color", "always", "verify")).contains(ColourChoice.ALWAYS);
    assertThat(ColourChoice.in("verify", "x")).contains(ColourChoice.AUTO);
    assertThat(ColourChoice.in("verify", "--color=red")).isEmpty();
  }

  @Test
  void verdicts_haveTheirColoursAndNothingElseHas() {
    CheckReport report = new CheckReport("verify", "a file\u001b[31m");
    report.holds("signature", "by somebody");
    report.fails("root", "is another");
    report.cannotTell("witnesses", "nobody");
    StringWriter text = new StringWriter();

    report.print(new PrintWriter(text), ReportForm.COLOURED_TEXT);

    assertThat(text.toString())
        .contains("a file<U+001B>[31m: \u001b[1;31mdoes not hold\u001b[0m")
        .contains("\u001b[32mholds        \u001b[0m")
        .contains("\u001b[33mcannot tell  \u001b[0m");
  }

  @Test
  void pipedOutput_hasNoEscapes() {
    CheckReport report = new CheckReport("verify", "a file");
    report.fails("root", "is another");
    StringWriter text = new StringWriter();

    report.print(new PrintWriter(text), ReportForm.TEXT);

    assertThat(text.toString()).doesNotContain("\u001b");
  }
}
