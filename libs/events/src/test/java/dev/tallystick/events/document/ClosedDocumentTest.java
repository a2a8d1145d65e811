package dev.tallystick.events.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever sends such a document is told the member and the rule, and nothing of what they sent. */
class ClosedDocumentTest {
  private static final String HASH = "00".repeat(32);
  private static final String STEP =
      "{\"bit\":7,\"hash\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}";
  private static final String PROOF =
      "{\"other\":{\"label\":\""
          + HASH
          + "\",\"value\":\""
          + HASH
          + "\"},\"path\":["
          + STEP
          + "],\"present\":false}";

  private static TrieProofDocument read(String json) throws Exception {
    return TrieProofDocument.read((JsonObject) CanonicalJson.parseMessage(json.getBytes(UTF_8)));
  }

  @Test
  void document_isWrittenAsItWasRead() throws Exception {
    assertThat(CanonicalJson.text(read(PROOF).toJson())).isEqualTo(PROOF);
  }

  @ParameterizedTest(name = "{1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"bit\":7      | \"bit\":256     | path[0].bit | is an integer from 0 to 255",
        "\"bit\":7      | \"bit\":-1      | path[0].bit | is an integer from 0 to 255",
        "\"bit\":7      | \"bit\":true    | path[0].bit | is an integer",
        "\"hash\":\"A   | \"hash\":\"?    | path[0].hash | is 32 bytes in base64",
        "\"label\":\"0  | \"label\":\"G   | other.label | is 64 lower-case hex digits",
        "\"label\":     | \"lable\":      | other.label | must be there",
        "\"bit\":7,     | \"bit\":7,\"a\":1, | path[0] | has only the members that are defined for it",
        "\"present\":f  | \"z\":1,\"present\":f | '' | has only the members that are defined for it",
        "\"present\":false | \"present\":0 | present | is true or false",
      })
  void document_isRefusedByMemberAndRule(String text, String instead, String member, String rule) {
    assertThat(PROOF).contains(text.strip());

    assertThatThrownBy(() -> read(PROOF.replaceFirst(quoted(text), instead.strip())))
        .isInstanceOfSatisfying(
            IllegalMemberException.class,
            e -> {
              assertThat(e.member()).isEqualTo(member);
              assertThat(e.rule()).isEqualTo(rule);
            });
  }

  private static String quoted(String text) {
    return Pattern.quote(text.strip());
  }
}
