package dev.tallystick.events.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tallystick.events.RefusalFiles;
import dev.tallystick.events.json.MalformedJsonException.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MalformedJsonTest {
  @Test
  void parse_refusesEachFileForItsOwnReason() {
    List<String> refusals =
        RefusalFiles.refusalsIn("json", MalformedJsonException.class, CanonicalJson::parse);

    assertThat(refusals).containsExactlyElementsOf(RefusalFiles.expectedIn("json"));
  }

  @Test
  void files_coverEveryReason() {
    Set<Reason> covered = EnumSet.noneOf(Reason.class);
    for (String line : RefusalFiles.expectedIn("json")) {
      covered.add(Reason.valueOf(line.replaceAll("^.* \\| ([A-Z0-9_]+): .*$", "$1")));
    }

    // The size limit belongs to whoever reads from outside; see EventRefusalTest.
    assertThat(covered)
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Reason.TOO_LARGE)));
  }

  @Test
  void parse_neverShowsAValueOrAMadeUpName() {
    String document = "{\"data\":{\"Wang Xiaoming\":{\"phone\":\"13800138000\",\"rate\":0.5}}}";

    assertThatThrownBy(() -> CanonicalJson.parse(document.getBytes(UTF_8)))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage(
            "NOT_AN_INTEGER: a number has no fraction and no exponent, byte 56, at data.*.*");
  }

  @Test
  void parse_tellsReasonPositionAndPath() {
    MalformedJsonException refusal =
        catchThrowableOfType(
            MalformedJsonException.class,
            () -> CanonicalJson.parse("{\"labels\":[\"a\", null]}".getBytes(UTF_8)));

    assertThat(refusal.reason()).isEqualTo(Reason.NULL_VALUE);
    assertThat(refusal.reason().isSyntax()).isFalse();
    assertThat(refusal.position()).isEqualTo(20);
    assertThat(refusal.path()).isEqualTo("labels[1]");
  }

  @Test
  void parseMessage_takesEmptyAndLongArraysAndRefusesTheRest() throws Exception {
    String items = "1,".repeat(999) + "1";

    JsonObject message =
        (JsonObject)
            CanonicalJson.parseMessage(("{\"path\":[],\"long\":[" + items + "]}").getBytes(UTF_8));

    assertThat(message.getArray("path").size()).isZero();
    assertThat(message.getArray("long").size()).isEqualTo(1000);
    assertThatThrownBy(() -> CanonicalJson.parseMessage("{\"a\":null}".getBytes(UTF_8)))
        .hasMessageStartingWith("NULL_VALUE");
    assertThatThrownBy(() -> CanonicalJson.parseMessage("[".repeat(65).getBytes(UTF_8)))
        .hasMessageStartingWith("TOO_DEEP");
  }
}
