package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CosignatureTest {
  private static final Map<String, String> UNVERIFIED =
      Map.ofEntries(
          Map.entry(
              "unverified_time_changed", "the signature of witness.example/w1+W1 does not verify"),
          Map.entry(
              "unverified_time_beyond_63_bits",
              "the signature of witness.example/w1+W1 does not verify"),
          Map.entry(
              "unverified_time_negative", "the signature of witness.example/w1+W1 does not verify"),
          Map.entry(
              "unverified_cosignature_without_time",
              "the signature of witness.example/w1+W1 does not verify"),
          Map.entry(
              "unverified_cosignature_cut",
              "the signature of witness.example/w1+W1 does not verify"),
          Map.entry(
              "unverified_cosignature_longer",
              "the signature of witness.example/w1+W1 does not verify"),
          Map.entry(
              "unverified_plain_signature_of_witness",
              "the signature of witness.example/w1+W1 does not verify"),
          Map.entry(
              "unverified_log_signature_missing", "no signature of the log stick.example/log"),
          Map.entry(
              "unverified_log_signature_changed",
              "the signature of stick.example/log+LOG does not verify"),
          Map.entry("unverified_no_trusted_signature", "no signature of a trusted key"),
          Map.entry(
              "unverified_origin_of_another_log",
              "the origin is not stick.example/log, the name of the log's key"));

  private static final long TIME = 1_700_000_000;

  private final Samples samples = new Samples("cosigned");
  private final Checkpoint checkpoint =
      new Checkpoint("stick.example/log", 7, new NaiveTree(7).root(7));
  private final NoteVerifier witness1 = TestKeys.witness(TestKeys.WITNESS_1);
  private final NoteVerifier witness2 = TestKeys.witness(TestKeys.WITNESS_2);

  @Test
  void cosign_givesALineForTheNote() {
    SignedNote note =
        SignedNote.sign(checkpoint.body(), TestKeys.LOG.signer())
            .withSignatures(
                List.of(
                    TestKeys.WITNESS_1.cosign(checkpoint, TIME),
                    TestKeys.WITNESS_2.cosign(checkpoint, 0)));

    assertThat(note.toString()).isEqualTo(samples.text("valid"));
  }

  @Test
  void verify_givesTheTimesOfTrustedWitnesses() throws Exception {
    SignedNote note = SignedNote.parse(samples.bytes("valid"));

    assertThat(VerifiedCheckpoint.verify(note, TestKeys.log(), witness2, witness1))
        .isEqualTo(
            new VerifiedCheckpoint(
                checkpoint,
                List.of(
                    new Cosignature(witness1.key(), TIME), new Cosignature(witness2.key(), 0))));
    assertThat(VerifiedCheckpoint.verify(note, TestKeys.log(), witness2).cosignatures())
        .containsExactly(new Cosignature(witness2.key(), 0));
    assertThat(VerifiedCheckpoint.verify(note, TestKeys.log()).cosignatures()).isEmpty();
  }

  @Test
  void verify_refusesEachWayToBeWrong() {
    assertThat(samples.names("unverified_"))
        .containsExactlyInAnyOrderElementsOf(UNVERIFIED.keySet());
    UNVERIFIED.forEach(
        (name, refusal) ->
            assertThatThrownBy(
                    () ->
                        VerifiedCheckpoint.verify(
                            SignedNote.parse(samples.bytes(name)), TestKeys.log(), witness1))
                .as(name)
                .isInstanceOf(UnverifiedNoteException.class)
                .hasMessage(
                    refusal
                        .replace("W1", VerifierKey.hex(witness1.keyId()))
                        .replace("LOG", VerifierKey.hex(TestKeys.log().keyId()))));
  }

  @Test
  void verify_refusesATextThatIsNoCheckpoint() {
    SignedNote note = SignedNote.sign("stick.example/log\n7\n", TestKeys.LOG.signer());

    assertThatThrownBy(() -> VerifiedCheckpoint.verify(note, TestKeys.log()))
        .isInstanceOf(MalformedCheckpointException.class)
        .hasMessage("a checkpoint has three lines, each ended");
  }

  @Test
  void verify_ofEveryFlippedBitFails() {
    NoteSignature line = TestKeys.WITNESS_1.cosign(checkpoint, TIME);
    for (int bit = 0; bit < 8 * line.bytes().length; bit++) {
      byte[] bytes = line.bytes();
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      NoteSignature flipped = NoteSignature.of(line.name(), line.keyId(), bytes);

      assertThat(witness1.verifies(checkpoint.body(), flipped)).as("bit %d", bit).isFalse();
    }
    assertThat(witness1.verifies(checkpoint.body(), line)).isTrue();
  }

  @Test
  void cosign_refusesATimeThatTheFormatCannotHold() {
    assertThatThrownBy(() -> TestKeys.WITNESS_1.cosign(checkpoint, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a cosignature's time is not negative");
  }

  @Test
  void constructor_refusesAKeyThatDoesNotCosign() {
    assertThatThrownBy(() -> new Cosignature(TestKeys.LOG.verifierKey(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a key of type ED25519 does not cosign");
  }
}
