package dev.tallystick.audit.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Detectors are data; what is wrong in it is named, and nothing is passed over. */
class DetectorSettingsTest {
  private static final String COUNT =
      """
      {"name":"BURST","kind":"COUNT","counts":"QUERY","by":"PARTY","window":"PT1M","threshold":5,
       "keep":10,"severity":"ALARM"}
      """;
  private static final String NIGHT =
      """
      {"name":"NIGHT","kind":"NIGHT","zone":"Asia/Shanghai","fromHour":23,"untilHour":6,"window":"P1D",
       "threshold":5,"percent":50,"keep":10,"severity":"INFO"}
      """;

  @TempDir private Path folder;

  private static DetectorSettings parse(String... detectors) {
    return DetectorSettings.parse(
        ("{\"detectors\":[" + String.join(",", detectors) + "]}").getBytes(UTF_8));
  }

  @Test
  void ownDetectors_areThoseOfTheRules() {
    assertThat(DetectorSettings.read(Optional.empty()).detectors())
        .extracting(Detector::name)
        .containsExactly(
            "QUERY_BURST",
            "STAFF_BURST",
            "SAME_PERSON",
            "NIGHT_QUERIES",
            "MANY_LENDERS",
            "UNDECIDED_INQUIRIES",
            "TRAFFIC_FALLS",
            "HONEY_TOUCHED");
  }

  @Test
  void operatorsFile_takesTheirPlace() throws Exception {
    Path file =
        Files.writeString(folder.resolve("detectors.json"), "{\"detectors\":[" + COUNT + "]}");

    assertThat(DetectorSettings.read(Optional.of(file)).detectors())
        .extracting(Detector::name, Detector::windowMillis)
        .containsExactly(tuple("BURST", 60_000L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "\"window\":\"PT1M\" | \"window\":\"PT0.5S\" | BURST: window must be",
        "\"window\":\"PT1M\" | \"window\":\"P93D\" | BURST: window must be",
        "\"window\":\"PT1M\" | \"window\":\"soon\" | BURST: window must be",
        "\"threshold\":5 | \"threshold\":0 | threshold",
        "\"keep\":10, | | keep must be there",
        "\"severity\":\"ALARM\" | \"severity\":\"LOUD\" | severity",
        "\"by\":\"PARTY\", | | BURST: by must be there",
        "\"counts\":\"QUERY\", | | BURST: counts must be there",
        "\"keep\":10 | \"keep\":10,\"percent\":50 | BURST: percent belongs to no detector",
        "\"keep\":10 | \"keep\":10,\"zone\":\"UTC\" | BURST: zone belongs to no detector",
        "\"keep\":10 | \"keep\":10,\"other\":1 | has only the members",
        "\"kind\":\"COUNT\" | \"kind\":\"GUESS\" | kind",
      })
  void countThatIsWrong_isRefusedByItsNameAndMember(String right, String wrong, String said) {
    String changed = COUNT.replace(right.strip(), wrong == null ? "" : wrong.strip());
    assertThat(changed).isNotEqualTo(COUNT);

    assertThatThrownBy(() -> parse(changed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tallystick.audit.detectors.file")
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "\"zone\":\"Asia/Shanghai\" | \"zone\":\"Asia/Nowhere\" | NIGHT: zone must be",
        "\"fromHour\":23 | \"fromHour\":6 | NIGHT: untilHour must be another",
        "\"window\":\"P1D\" | \"window\":\"PT90M\" | NIGHT: window must be a multiple",
        "\"percent\":50, | | NIGHT: percent must be there",
      })
  void nightThatIsWrong_isRefused(String right, String wrong, String said) {
    String changed = NIGHT.replace(right.strip(), wrong == null ? "" : wrong.strip());

    assertThatThrownBy(() -> parse(changed)).hasMessageContaining(said);
  }

  @Test
  void nameThatIsThereTwice_andWhatIsNoObject_areRefused() {
    assertThatThrownBy(() -> parse(COUNT, COUNT)).hasMessageContaining("name must be there once");
    assertThatThrownBy(() -> DetectorSettings.parse("[]".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DetectorSettings.parse("{".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DetectorSettings.read(Optional.of(folder.resolve("none"))))
        .hasMessageContaining("tallystick.audit.detectors.file");
  }
}
