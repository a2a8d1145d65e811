package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TlogProofTest {
  private static final String FIRST = "the first line is not c2sp.org/tlog-proof@v1";
  private static final String INDEX =
      "the index is not a decimal number below 2^63 without leading zeros";
  private static final String EXTRA = "the extra data is not canonical base64";

  private static final Map<String, String> REFUSALS =
      Map.ofEntries(
          Map.entry("error_empty", "no empty line between proof and checkpoint"),
          Map.entry("error_no_empty_line", "no empty line between proof and checkpoint"),
          Map.entry("error_not_utf8", "not UTF-8"),
          Map.entry("error_carriage_returns", "no empty line between proof and checkpoint"),
          Map.entry("error_other_version", FIRST),
          Map.entry("error_empty_first_line", FIRST),
          Map.entry("error_first_line_only", "no index line"),
          Map.entry("error_no_index", "no index line"),
          Map.entry("error_extra_without_index", "no index line"),
          Map.entry("error_index_upper_case", "no index line"),
          Map.entry("error_index_empty", INDEX),
          Map.entry("error_index_leading_zero", INDEX),
          Map.entry("error_index_negative", INDEX),
          Map.entry("error_index_two_spaces", INDEX),
          Map.entry("error_index_too_large", INDEX),
          Map.entry("error_extra_empty", "an extra line without data"),
          Map.entry("error_extra_without_padding", EXTRA),
          Map.entry("error_extra_stray_bits", EXTRA),
          Map.entry("error_extra_twice", "no index line"),
          Map.entry(
              "error_extra_after_index", "line 1 of the path is not a hash: not canonical base64"),
          Map.entry(
              "error_path_stray_bits", "line 2 of the path is not a hash: not canonical base64"),
          Map.entry(
              "error_path_short", "line 3 of the path is not a hash: a hash has 32 bytes, not 31"),
          Map.entry("error_path_of_64", "more hashes than any tree needs"),
          Map.entry(
              "error_two_empty_lines",
              "the checkpoint is not a note: no empty line between text and signatures"),
          Map.entry(
              "error_checkpoint_unsigned",
              "the checkpoint is not a note: no empty line between text and signatures"),
          Map.entry(
              "error_signature_not_ended",
              "the checkpoint is not a note: the last line is not ended"));

  private static final Map<String, String> UNPROVED =
      Map.ofEntries(
          Map.entry(
              "unproved_other_index", "the path does not lead from entry 3 to the root of size 7"),
          Map.entry(
              "unproved_index_beyond_size",
              "the path does not lead from entry 7 to the root of size 7"),
          Map.entry(
              "unproved_path_changed", "the path does not lead from entry 2 to the root of size 7"),
          Map.entry(
              "unproved_path_reversed",
              "the path does not lead from entry 2 to the root of size 7"),
          Map.entry(
              "unproved_path_cut", "the path does not lead from entry 2 to the root of size 7"),
          Map.entry(
              "unproved_checkpoint_of_another_size",
              "the path does not lead from entry 2 to the root of size 6"));

  private final Samples samples = new Samples("proof");
  private final NaiveTree tree = new NaiveTree(7);
  private final NoteVerifier witness = TestKeys.witness(TestKeys.WITNESS_1);

  @Test
  void toString_isTheTextOfTheSpecification() {
    Checkpoint checkpoint = new Checkpoint("stick.example/log", 7, tree.root(7));
    SignedNote note =
        SignedNote.sign(checkpoint.body(), TestKeys.LOG.signer())
            .withSignatures(List.of(TestKeys.WITNESS_1.cosign(checkpoint, 1_700_000_000)));
    TlogProof proof = TlogProof.of(new InclusionProof(2, tree.path(2, 0, 7)), note);

    assertThat(proof.toString()).isEqualTo(samples.text("valid"));
    assertThat(proof.withExtra("half a stick".getBytes(US_ASCII)).toString())
        .isEqualTo(samples.text("valid_extra"));
  }

  @Test
  void parse_readsTheValidProofs() throws Exception {
    assertThat(samples.names("valid")).hasSize(3);
    for (String name : samples.names("valid")) {
      assertThat(TlogProof.parse(samples.bytes(name)).toString())
          .as(name)
          .isEqualTo(samples.text(name));
    }
    assertThat(TlogProof.parse(samples.bytes("valid")).extra()).isEmpty();
    assertThat(TlogProof.parse(samples.bytes("valid_extra")).extra())
        .hasValueSatisfying(data -> assertThat(data).asString(US_ASCII).isEqualTo("half a stick"));
  }

  @Test
  void verify_acceptsTheProofOfTheEntry() throws Exception {
    VerifiedCheckpoint verified =
        TlogProof.parse(samples.bytes("valid_extra")).verify(tree.leaf(2), TestKeys.log(), witness);

    assertThat(verified.checkpoint().size()).isEqualTo(7);
    assertThat(verified.cosignatures())
        .containsExactly(new Cosignature(witness.key(), 1_700_000_000));
    assertThat(
            TlogProof.parse(samples.bytes("valid_single_entry"))
                .verify(tree.leaf(0), TestKeys.log())
                .checkpoint()
                .size())
        .isEqualTo(1);
  }

  @Test
  void verify_refusesEachWayToBeWrong() {
    assertThat(samples.names("unproved_")).containsExactlyInAnyOrderElementsOf(UNPROVED.keySet());
    UNPROVED.forEach(
        (name, refusal) ->
            assertThatThrownBy(
                    () -> TlogProof.parse(samples.bytes(name)).verify(tree.leaf(2), TestKeys.log()))
                .as(name)
                .isInstanceOf(UnprovedEntryException.class)
                .hasMessage(refusal));
  }

  @Test
  void verify_refusesAnotherEntryAndAnUntrustedLog() throws Exception {
    TlogProof proof = TlogProof.parse(samples.bytes("valid"));

    assertThatThrownBy(() -> proof.verify(tree.leaf(3), TestKeys.log()))
        .isInstanceOf(UnprovedEntryException.class)
        .hasMessage("the path does not lead from entry 2 to the root of size 7");
    assertThatThrownBy(
            () ->
                proof.verify(
                    tree.leaf(2), NoteVerifier.of(TestKeys.OTHER_LOG.verifierKey()), witness))
        .isInstanceOf(UnverifiedNoteException.class)
        .hasMessage("no signature of the log stick.example/other");
  }

  @Test
  void parse_refusesEachWayToBeWrong() {
    assertThat(samples.names("error_")).containsExactlyInAnyOrderElementsOf(REFUSALS.keySet());
    REFUSALS.forEach(
        (name, refusal) ->
            assertThatThrownBy(() -> TlogProof.parse(samples.bytes(name)))
                .as(name)
                .isInstanceOf(MalformedTlogProofException.class)
                .hasMessage(refusal));
  }

  @Test
  void parse_ofAnyTextThatItTakesGivesTheSameText() {
    int taken = 0;
    for (String mutant : Mutants.of(samples.text("valid_extra"))) {
      try {
        assertThat(TlogProof.parse(mutant).toString()).isEqualTo(mutant);
        taken++;
      } catch (MalformedTlogProofException e) {
        assertThat(e).hasMessageNotContaining(mutant);
      }
    }
    assertThat(taken).isPositive();
  }

  @Test
  void parse_refusesWhatIsTooLong() {
    String text = samples.text("valid") + "a".repeat(TlogProof.MAX_SIZE);

    assertThatThrownBy(() -> TlogProof.parse(text))
        .isInstanceOf(MalformedTlogProofException.class)
        .hasMessage("longer than 2097152 bytes");
    assertThatThrownBy(() -> TlogProof.parse(text.getBytes(US_ASCII)))
        .isInstanceOf(MalformedTlogProofException.class)
        .hasMessage("longer than 2097152 bytes");
  }

  @Test
  void withExtra_refusesNoData() throws Exception {
    TlogProof proof = TlogProof.parse(samples.bytes("valid"));

    assertThatThrownBy(() -> proof.withExtra(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("extra data is omitted when there is none");
  }
}
