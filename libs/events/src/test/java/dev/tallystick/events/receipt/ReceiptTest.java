package dev.tallystick.events.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.RefusalFiles;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.VerifiedCheckpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiptTest {
  private static final byte[] VALID = RefusalFiles.read("receipt/valid.receipt.json");

  @Test
  void verify_ofTheValidFileGivesTheCheckpoint() throws Exception {
    Receipt receipt = Receipt.parse(VALID);

    VerifiedCheckpoint verified = receipt.verify(log());

    assertThat(verified.checkpoint().size()).isEqualTo(7);
    assertThat(verified.cosignatures()).isEmpty();
    assertThat(receipt.index()).isEqualTo(4);
    assertThat(receipt.grade()).isEqualTo(ReceiptGrade.DURABLE);
    assertThat(
            receipt.opening().body().value().orElseThrow().getObject("data").getString("recipient"))
        .isEqualTo("bureau-north");
  }

  @Test
  void toJson_isReadAsTheSameReceipt() throws Exception {
    Receipt receipt = Receipt.parse(VALID);

    byte[] json = receipt.toJson();

    assertThat(Receipt.parse(json)).isEqualTo(receipt);
    assertThat(CanonicalJson.bytes(CanonicalJson.parse(json))).isEqualTo(json);
  }

  @Test
  void parseAndVerify_refuseEachFileForItsOwnReason() throws Exception {
    NoteVerifier log = log();

    List<String> refusals =
        RefusalFiles.refusalsIn(
            "receipt",
            InvalidReceiptException.class,
            content -> Receipt.parse(content).verify(log));

    assertThat(refusals).containsExactlyElementsOf(RefusalFiles.expectedIn("receipt"));
  }

  @Test
  void verify_ofADamagedReceiptFailsOrProvesTheSame() throws Exception {
    NoteVerifier log = log();
    Receipt receipt = Receipt.parse(VALID);
    byte[] json = receipt.toJson();
    for (int i = 0; i < json.length; i++) {
      byte[] damaged = json.clone();
      damaged[i] ^= (byte) (1 << (i % 8));
      Optional<Receipt> still = parseAndVerify(damaged, log);
      if (still.isPresent()) {
        // Grade and policy hash are the log's word; verify says nothing about them.
        assertThat(still.get().opening()).as("byte %d", i).isEqualTo(receipt.opening());
        assertThat(still.get().proof().inclusion())
            .as("byte %d", i)
            .isEqualTo(receipt.proof().inclusion());
        assertThat(still.get().proof().checkpoint().text())
            .as("byte %d", i)
            .isEqualTo(receipt.proof().checkpoint().text());
      }
    }
  }

  @Test
  void parse_refusesWhatIsTooLong() {
    assertThatThrownBy(() -> Receipt.parse(new byte[Receipt.MAX_SIZE + 1]))
        .isInstanceOf(InvalidReceiptException.class)
        .hasMessage("the receipt is at most 4194304 bytes");
  }

  @Test
  void constructor_refusesAProofWithExtraData() throws Exception {
    Receipt receipt = Receipt.parse(VALID);

    assertThatThrownBy(
            () ->
                new Receipt(
                    receipt.opening(),
                    receipt.proof().withExtra(new byte[1]),
                    receipt.grade(),
                    receipt.policyHash()))
        .hasMessageContaining("no extra data");
  }

  private static Optional<Receipt> parseAndVerify(byte[] json, NoteVerifier log) {
    try {
      Receipt receipt = Receipt.parse(json);
      receipt.verify(log);
      return Optional.of(receipt);
    } catch (InvalidReceiptException refused) {
      return Optional.empty();
    }
  }

  private static NoteVerifier log() throws Exception {
    return NoteVerifier.parse(new String(RefusalFiles.read("receipt/log.vkey"), UTF_8).strip());
  }
}
