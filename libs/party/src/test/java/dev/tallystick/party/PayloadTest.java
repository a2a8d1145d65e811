package dev.tallystick.party;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PayloadTest {
  private static final String RELEASE = "rel_" + SampleStatements.UUID;
  private static final String SALT = "A".repeat(43);

  static JsonObject record(int number) {
    return JsonObject.builder()
        .put("record", "rec_019cac33-c580-7e9a-be9f-%012x".formatted(number))
        .put("salt", SALT)
        .put("category", "PAYMENT.SUMMARY")
        .put("observedAt", "2026-02-01T00:00:00.000Z")
        .put("source", "wallet")
        .put("fields", JsonObject.builder().put("monthlyIn", number).build())
        .build();
  }

  @Test
  void ofRecords_putsThemInOrderAndReadsBack() throws Exception {
    Payload payload = Payload.ofRecords(RELEASE, List.of(record(2), record(1)), new Random(1));

    Payload read = Payload.parse(payload.plaintext());

    assertThat(read.records()).containsExactly(record(1), record(2));
    assertThat(read.releaseId()).isEqualTo(RELEASE);
    assertThat(read.report()).isEmpty();
    assertThat(read.digest()).isEqualTo(payload.digest());
  }

  @Test
  void ofReport_readsBack() throws Exception {
    JsonObject report = JsonObject.builder().put("score", 640).build();

    Payload read = Payload.parse(Payload.ofReport(RELEASE, report, new Random(1)).plaintext());

    assertThat(read.report()).contains(report);
    assertThat(read.records()).isEmpty();
  }

  @Test
  void digest_isThatOfTheFormat() {
    Payload payload = Payload.ofRecords(RELEASE, List.of(record(1)), new Random(1));

    assertThat(payload.digest())
        .isEqualTo(
            Hash.sha256("tallystick/payload/v1".getBytes(UTF_8), new byte[1], payload.plaintext()));
    assertThat(Payload.jweDigest("a.b")).isEqualTo(Hash.sha256("a.b".getBytes(UTF_8)));
  }

  @Test
  void of_twiceTheSameGivesTwoDigests() {
    Random random = new Random(1);

    assertThat(Payload.ofRecords(RELEASE, List.of(record(1)), random).digest())
        .isNotEqualTo(Payload.ofRecords(RELEASE, List.of(record(1)), random).digest());
  }

  @Test
  void parse_refusesEveryOtherForm() {
    String head = "\"releaseId\":\"" + RELEASE + "\"";
    String tail = "\"salt\":\"" + SALT + "\",\"v\":1}";
    for (String wrong :
        List.of(
            "",
            "[]",
            "{}",
            "{" + head + "," + tail,
            "{\"records\":[]," + head + ",\"report\":{}," + tail,
            "{\"records\":[]," + head + "," + tail.replace("1}", "2}"),
            "{\"records\":[]," + head.replace("rel_", "rex_") + "," + tail,
            "{\"records\":[]," + head + "," + tail.replace(SALT, "AAAA"),
            "{\"records\":[]," + head + ",\"salt\":\"" + SALT + "\",\"v\":1,\"w\":1}",
            "{\"records\":[1]," + head + "," + tail,
            "{\"records\":[{}]," + head + "," + tail,
            "{ \"records\":[]," + head + "," + tail)) {
      assertThatThrownBy(() -> Payload.parse(wrong.getBytes(UTF_8)))
          .as(wrong)
          .isInstanceOf(InvalidPayloadException.class);
    }
  }

  @Test
  void ofRecords_refusesARecordTwice() {
    assertThatThrownBy(
            () -> Payload.ofRecords(RELEASE, List.of(record(1), record(1)), new Random(1)))
        .hasMessageContaining("order of their ids");
  }

  @Test
  void recordDigest_isThatOfTheFormatAndCoversNoAnnotation() {
    String canonical =
        "{\"category\":\"PAYMENT.SUMMARY\",\"fields\":{\"monthlyIn\":1},"
            + "\"observedAt\":\"2026-02-01T00:00:00.000Z\",\"source\":\"wallet\"}";
    Hash byHand =
        Hash.sha256(
            "tallystick/record/v1".getBytes(UTF_8),
            new byte[1],
            Base64.getUrlDecoder().decode(SALT),
            canonical.getBytes(UTF_8));
    JsonObject annotated =
        JsonObject.builder()
            .put("disputed", true)
            .put("identifier", "anybody")
            .put("record", "rec_x")
            .put("salt", SALT)
            .put("category", "PAYMENT.SUMMARY")
            .put("observedAt", "2026-02-01T00:00:00.000Z")
            .put("source", "wallet")
            .put("fields", JsonObject.builder().put("monthlyIn", 1).build())
            .build();

    assertThat(RecordDigests.ofReleased(record(1))).isEqualTo(byHand);
    assertThat(RecordDigests.ofReleased(annotated)).isEqualTo(byHand);
  }

  @Test
  void recordsRoot_isTheTreeOverTheDigests() {
    Payload payload = Payload.ofRecords(RELEASE, List.of(record(1), record(2)), new Random(1));

    assertThat(payload.recordsRoot())
        .isEqualTo(
            Merkle.nodeHash(
                Merkle.leafHash(RecordDigests.ofReleased(record(1))),
                Merkle.leafHash(RecordDigests.ofReleased(record(2)))));
  }
}
