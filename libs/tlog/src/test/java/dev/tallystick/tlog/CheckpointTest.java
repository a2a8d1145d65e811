package dev.tallystick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  private static final String LINES = "a checkpoint has three lines, each ended";
  private static final String EXTENSION = "extension lines are not accepted";
  private static final String ORIGIN = "the origin is empty or not text";
  private static final String SIZE =
      "the tree size is not a decimal number below 2^63 without leading zeros";
  private static final String ROOT = "the root is not a hash: not canonical base64";

  private static final Map<String, String> REFUSALS =
      Map.ofEntries(
          Map.entry("error_empty", LINES),
          Map.entry("error_two_lines", LINES),
          Map.entry("error_last_line_not_ended", LINES),
          Map.entry("error_extension_line", EXTENSION),
          Map.entry("error_empty_line_at_end", EXTENSION),
          Map.entry("error_signed_note", EXTENSION),
          Map.entry("error_origin_empty", ORIGIN),
          Map.entry("error_origin_with_tab", ORIGIN),
          Map.entry("error_carriage_returns", ORIGIN),
          Map.entry("error_size_empty", SIZE),
          Map.entry("error_size_leading_zero", SIZE),
          Map.entry("error_size_plus_sign", SIZE),
          Map.entry("error_size_negative", SIZE),
          Map.entry("error_size_minus_zero", SIZE),
          Map.entry("error_size_hexadecimal", SIZE),
          Map.entry("error_size_with_space", SIZE),
          Map.entry("error_size_fraction", SIZE),
          Map.entry("error_size_other_digits", SIZE),
          Map.entry("error_size_too_large", SIZE),
          Map.entry("error_root_empty", "the root is not a hash: a hash has 32 bytes, not 0"),
          Map.entry("error_root_short", "the root is not a hash: a hash has 32 bytes, not 31"),
          Map.entry(
              "error_root_hexadecimal", "the root is not a hash: a hash has 32 bytes, not 48"),
          Map.entry("error_root_without_padding", ROOT),
          Map.entry("error_root_url_alphabet", ROOT),
          Map.entry("error_root_stray_bits", ROOT));

  private final Samples samples = new Samples("checkpoint");
  private final NaiveTree tree = new NaiveTree(7);

  @Test
  void body_isTheThreeLines() {
    Checkpoint seven = new Checkpoint("stick.example/log", 7, tree.root(7));

    assertThat(seven.body())
        .isEqualTo("stick.example/log\n7\n" + tree.root(7).base64() + "\n")
        .isEqualTo(samples.text("valid"));
    assertThat(new Checkpoint("stick.example/log", 0, Merkle.EMPTY_ROOT).body())
        .isEqualTo(samples.text("valid_size_0"));
    assertThat(new Checkpoint("Kerbholz über alles ∎", Long.MAX_VALUE, tree.root(1)).body())
        .isEqualTo(samples.text("valid_largest"));
  }

  @Test
  void parse_readsWhatBodyWrites() throws Exception {
    assertThat(samples.names("valid")).hasSize(3);
    for (String name : samples.names("valid")) {
      assertThat(Checkpoint.parse(samples.text(name)).body()).isEqualTo(samples.text(name));
    }
  }

  @Test
  void parse_refusesEachWayToBeWrong() {
    assertThat(samples.names("error_")).containsExactlyInAnyOrderElementsOf(REFUSALS.keySet());
    REFUSALS.forEach(
        (name, refusal) ->
            assertThatThrownBy(() -> Checkpoint.parse(samples.text(name)))
                .as(name)
                .isInstanceOf(MalformedCheckpointException.class)
                .hasMessage(refusal));
  }

  @Test
  void parse_ofAnyTextThatItTakesGivesTheSameText() {
    int taken = 0;
    for (String mutant : Mutants.of(samples.text("valid"))) {
      try {
        assertThat(Checkpoint.parse(mutant).body()).isEqualTo(mutant);
        taken++;
      } catch (MalformedCheckpointException e) {
        assertThat(e).hasMessageNotContaining(mutant);
      }
    }
    assertThat(taken).as("another origin, size or root is a checkpoint too").isPositive();
  }

  @Test
  void constructor_refusesWhatCannotBeWritten() {
    for (String origin : new String[] {"", "two\nlines", "tab\t", "half a pair \ud800"}) {
      assertThatThrownBy(() -> new Checkpoint(origin, 1, tree.root(1)))
          .as(origin)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("an origin is one line of text that is not empty");
    }
    assertThatThrownBy(() -> new Checkpoint("stick.example/log", -1, tree.root(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negative tree size -1");
  }
}
