package dev.tallystick.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddCheckpointTest {
  private static final String SIZE =
      "the old size is not a decimal number below 2^63 without leading zeros";
  private static final Map<String, String> ERRORS =
      Map.ofEntries(
          Map.entry("error_empty", "no empty line before the checkpoint"),
          Map.entry("error_no_empty_line", "the first line does not begin with old"),
          Map.entry("error_no_old_line", "the first line does not begin with old"),
          Map.entry("error_old_without_size", SIZE),
          Map.entry("error_old_leading_zero", SIZE),
          Map.entry("error_old_negative", SIZE),
          Map.entry("error_old_two_spaces", SIZE),
          Map.entry("error_old_carriage_return", SIZE),
          Map.entry("error_old_too_large", SIZE),
          Map.entry("error_proof_short", "proof line 2 is not a hash: a hash has 32 bytes, not 31"),
          Map.entry("error_proof_stray_bits", "proof line 1 is not a hash: not canonical base64"),
          Map.entry("error_proof_of_64", "more than 63 proof lines"),
          Map.entry("error_not_utf8", "not UTF-8"),
          Map.entry(
              "error_checkpoint_unsigned",
              "the checkpoint is not a note: no empty line between text and signatures"));

  private final Samples samples = new Samples("add-checkpoint");

  @Test
  void parse_readsWhatIsWritten() throws Exception {
    for (String name : List.of("valid", "valid_from_nothing")) {
      AddCheckpoint request = AddCheckpoint.parse(samples.bytes(name));

      assertThat(request.toString()).as(name).isEqualTo(samples.text(name));
      assertThat(request.toByteArray()).isEqualTo(samples.bytes(name));
    }
    assertThat(samples.bytes("valid")).isEqualTo(WitnessSamples.request(5, 8));
    assertThat(samples.bytes("valid_from_nothing")).isEqualTo(WitnessSamples.request(0, 8));
  }

  @Test
  void of_takesAWitnessFromAnySizeToTheCheckpoint() throws Exception {
    NaiveTree naive = new NaiveTree(WitnessSamples.MOST);
    for (int size = 0; size <= WitnessSamples.MOST; size++) {
      TileTree tree = new TileTree(GrowingTiles.of(naive, size), size);
      SignedNote note = WitnessSamples.signed(WitnessSamples.checkpoint(size));
      for (int old = 0; old <= size; old++) {
        assertThat(AddCheckpoint.of(old, tree, note).toByteArray())
            .as("from %d to %d", old, size)
            .isEqualTo(WitnessSamples.request(old, size));
      }
      long more = size + 1L;
      assertThatThrownBy(() -> AddCheckpoint.of(more, tree, note))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void parse_namesTheRule() {
    assertThat(samples.names("error_")).containsExactlyInAnyOrderElementsOf(ERRORS.keySet());
    ERRORS.forEach(
        (name, rule) ->
            assertThatThrownBy(() -> AddCheckpoint.parse(samples.bytes(name)))
                .as(name)
                .isInstanceOf(MalformedAddCheckpointException.class)
                .hasMessage(rule));
  }

  /** A text that can be read is written the same way, so no two texts are one request. */
  @Test
  void parse_knowsOneSpelling() {
    int read = 0;
    for (String mutant : Mutants.of(samples.text("valid"))) {
      try {
        byte[] bytes = mutant.getBytes(UTF_8);
        assertThat(AddCheckpoint.parse(bytes).toByteArray()).isEqualTo(bytes);
        read++;
      } catch (MalformedAddCheckpointException e) {
        assertThat(e).hasMessageMatching("(?s).+");
      }
    }
    assertThat(read).isPositive();
  }

  @Test
  void parse_refusesAnEndlessRequest() {
    assertThatThrownBy(() -> AddCheckpoint.parse(new byte[AddCheckpoint.MAX_SIZE + 1]))
        .isInstanceOf(MalformedAddCheckpointException.class)
        .hasMessage("longer than 131072 bytes");
  }

  @Test
  void constructor_refusesMoreThanTheSpecificationAllows() {
    ConsistencyProof proof = new ConsistencyProof(1, Collections.nCopies(64, Merkle.EMPTY_ROOT));
    SignedNote note = WitnessSamples.signed(WitnessSamples.checkpoint(8));

    assertThatThrownBy(() -> new AddCheckpoint(proof, note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("more than 63 proof lines");
  }
}
