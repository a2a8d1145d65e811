package dev.tallystick.tally.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckReportTest {
  @Test
  void verdict_isRefutedByOneCheckAndDoubtedByOne() {
    CheckVerdict[] all = CheckVerdict.values();
    for (CheckVerdict first : all) {
      for (CheckVerdict second : all) {
        CheckReport report = new CheckReport("verify", "x");
        report.add("a", first, "");
        report.add("b", second, "");

        boolean isRefuted =
            first == CheckVerdict.DOES_NOT_HOLD || second == CheckVerdict.DOES_NOT_HOLD;
        boolean isRefused = first == CheckVerdict.REFUSED || second == CheckVerdict.REFUSED;
        boolean isDoubted = first == CheckVerdict.CANNOT_TELL || second == CheckVerdict.CANNOT_TELL;
        assertThat(report.verdict())
            .as("%s and %s", first, second)
            .isEqualTo(
                isRefuted
                    ? CheckVerdict.DOES_NOT_HOLD
                    : isRefused
                        ? CheckVerdict.REFUSED
                        : isDoubted ? CheckVerdict.CANNOT_TELL : CheckVerdict.HOLDS);
      }
    }
  }

  @Test
  void verdict_cannotTellWithoutAnyCheck() {
    CheckReport report = new CheckReport("verify", "x");
    report.note("index", "3");

    assertThat(report.verdict()).isEqualTo(CheckVerdict.CANNOT_TELL);
  }

  @Test
  void print_showsWhatWouldMoveTheCursor() {
    CheckReport report = new CheckReport("verify", "a\u001b[2Jb");
    report.holds("type", "right\u202eto left\r\nholds 100 %s é 日志 \ud83d\ude00 \ue000");

    assertThat(printed(report, false))
        .isEqualTo(
            "a<U+001B>[2Jb: holds\n"
                + "  type         holds          right<U+202E>to left<U+000D><U+000A>holds 100 %s é 日志"
                + " \ud83d\ude00 <U+E000>\n");
  }

  @Test
  void print_writesJsonInAsciiThatReadsBackAsItWas() throws Exception {
    String text = "\"\\/\u0000\u001f \u007f é \u2028 日志 \ud83d\ude00";
    CheckReport report = new CheckReport("verify", text);
    report.fails("type", text);
    report.fact("list", List.of("a", 1L, true, List.of(), Map.of()));
    report.fact("size", Long.MAX_VALUE);

    String json = printed(report, true);

    assertThat(json.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
    JsonNode read = new ObjectMapper().readTree(json);
    assertThat(read.get("subject").asText()).isEqualTo(text);
    assertThat(read.get("checks").get(0).get("detail").asText()).isEqualTo(text);
    assertThat(read.get("list").toString()).isEqualTo("[\"a\",1,true,[],{}]");
    assertThat(read.get("size").asLong()).isEqualTo(Long.MAX_VALUE);
    assertThat(read.get("exitCode").asInt()).isEqualTo(1);
  }

  private static String printed(CheckReport report, boolean json) {
    StringWriter text = new StringWriter();
    report.print(new PrintWriter(text), json ? ReportForm.JSON : ReportForm.TEXT);
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
