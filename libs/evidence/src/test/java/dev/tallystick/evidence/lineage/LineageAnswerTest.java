package dev.tallystick.evidence.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineageAnswerTest {
  private static final String ANSWER =
      """
      {"size":20,"acknowledged":true,
       "release":{"event":"e2","release":"rel_2","index":14,"recordedAt":"2026-01-02T03:04:05.006Z",
         "from":"bureau-north","to":"bank-riverside","parents":["e1","e9"],"acknowledged":{"event":"e3","index":15}},
       "deposits":[{"event":"e0","from":"shop-lantern","chunk":"chk_1","index":3,
         "recordedAt":"2026-01-01T03:04:05.006Z","distance":2}],
       "up":[{"event":"e1","release":"rel_1","index":12,"recordedAt":"2026-01-02T03:00:05.006Z","from":"shop-lantern",
         "to":"bureau-north","deposits":["e0"],"distance":1},{"event":"e9","distance":1}],
       "down":[]}
      """;

  private static LineageAnswer parse(String answer) throws MalformedLineageException {
    return LineageAnswer.parse(answer.getBytes(UTF_8));
  }

  @Test
  void answer_tellsWhichEntriesItRestsOn() throws MalformedLineageException {
    LineageAnswer answer = parse(ANSWER);

    assertThat(answer.indexes()).containsExactly(3L, 12L, 14L, 15L);
    assertThat(answer.releases()).hasSize(3);
    assertThat(answer.releases().get(2).isShown()).isFalse();
    assertThat(answer.isCut()).isFalse();
    assertThat(parse("{\"size\":20,\"counts\":{},\"next\":\"A\"}").isCut()).isTrue();
  }

  /** Whoever can write an answer writes into a page, a spreadsheet and a terminal. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "=HYPERLINK(1)",
        "+1",
        "@SUM(1)",
        "-1",
        "a,b",
        "a b",
        "a\\nb",
        "\\u001b[2J",
        "\\u202ebank",
        ""
      })
  void textsWithAMeaningElsewhere_areRefused(String text) {
    assertThatThrownBy(() -> parse(ANSWER.replace("bank-riverside", text)))
        .isInstanceOf(MalformedLineageException.class)
        .hasMessageContaining("release.to");
  }

  /** What no reader knows is checked by nobody, and still stands in what a bundle says. */
  @Test
  void unknownMembers_areRefused() throws MalformedLineageException {
    String note = "\"note\":\"fraud\",";
    for (String begin :
        new String[] {
          "{\"size\"",
          "{\"event\":\"e0\"",
          "{\"event\":\"e1\"",
          "{\"event\":\"e2\"",
          "{\"event\":\"e3\""
        }) {
      String added = ANSWER.replace(begin, "{" + note + begin.substring(1));
      assertThatThrownBy(() -> parse(added))
          .as(begin)
          .hasMessageContaining("a member that no lineage has there");
    }
    String listed =
        """
        {"size":1,"complete":true,"counts":{"releases":0,"steps":{"ONWARD":1}},
         "pairs":[{"from":"a","to":"b","step":"ONWARD","releases":1,"held":1}],
         "holders":[{"party":"b","releases":1,"held":1,"told":true}],"sources":[{"party":"a","releases":1}],
         "deposits":[],"releases":[]}
        """;
    assertThat(parse(listed).isCut()).isFalse();
    for (String begin :
        new String[] {"{\"releases\"", "{\"from\"", "{\"party\":\"a\"", "{\"party\":\"b\""}) {
      assertThatThrownBy(() -> parse(listed.replace(begin, "{" + note + begin.substring(1))))
          .as(begin)
          .hasMessageContaining("a member that no lineage has there");
    }
    assertThatThrownBy(() -> parse(listed.replace("{\"ONWARD\"", "{" + note + "\"ONWARD\"")))
        .hasMessageContaining("counts.steps.note");
    assertThatThrownBy(() -> parse(listed.replace("\"told\":true", "\"told\":\"<b>\"")))
        .hasMessageContaining("holders.told");
  }

  @Test
  void membersOfAnotherKind_areRefused() {
    assertThatThrownBy(() -> parse(ANSWER.replace("\"index\":14", "\"index\":-1")))
        .hasMessageContaining("release.index");
    assertThatThrownBy(() -> parse(ANSWER.replace("\"release\":\"rel_2\",", "")))
        .hasMessageContaining("release.release is there");
    assertThatThrownBy(() -> parse(ANSWER.replace("\"e9\",\"distance\"", "\"e1\",\"distance\"")))
        .hasMessageContaining("e1 stands twice");
    assertThatThrownBy(() -> parse(ANSWER.replace("\"e9\",\"distance\"", "\"e8\",\"distance\"")))
        .hasMessageContaining("nothing that is shown names it");
    assertThatThrownBy(() -> parse("{\"size\":1}")).hasMessageContaining("no answer of");
    assertThatThrownBy(() -> parse("[]")).hasMessageContaining("no JSON object");
    assertThatThrownBy(() -> parse("{")).hasMessageContaining("no JSON");
  }
}
