package dev.tallystick.events.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.Event;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.PartName;
import dev.tallystick.events.RefusalFiles;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BulkOpeningTest {
  private static final long RECORDED = 1_731_398_400_123L;

  @Test
  void parse_readsWhatToLineWrites() throws Exception {
    for (Set<PartName> shown :
        List.of(
            EnumSet.noneOf(PartName.class),
            EnumSet.of(PartName.STUB),
            EnumSet.of(PartName.STUB, PartName.BODY),
            EnumSet.allOf(PartName.class))) {
      BulkOpening logged = new BulkOpening(7, Opening.of(event(), RECORDED, shown));

      BulkOpening read = BulkOpening.parse(logged.toLine());

      assertThat(read).as("%s", shown).isEqualTo(logged);
      assertThat(entry(read)).as("%s", shown).isEqualTo(entry(logged));
    }
  }

  @Test
  void parse_readsAnySpellingOfTheSameParts() throws Exception {
    BulkOpening logged =
        new BulkOpening(7, Opening.of(event(), RECORDED, EnumSet.allOf(PartName.class)));
    String line = new String(logged.toLine(), UTF_8);
    String spaced = line.replace("\"v\":1", " \"v\" :\t1 ").replace("{\"index\":7,", "{ ");
    String reordered = spaced.substring(0, spaced.length() - 1) + ",\"index\":7}";

    BulkOpening read = BulkOpening.parse(reordered.getBytes(UTF_8));

    assertThat(read).isEqualTo(logged);
    assertThat(entry(read)).isEqualTo(entry(logged));
  }

  /** Whatever is done to a line, it is read as the general reader of openings reads it. */
  @Test
  void parse_takesAndRefusesWhatTheGeneralReaderDoes() throws Exception {
    byte[] line =
        new BulkOpening(7, Opening.of(event(), RECORDED, EnumSet.allOf(PartName.class))).toLine();
    int taken = 0;
    for (int i = 0; i < line.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = line.clone();
        flipped[i] ^= (byte) (1 << bit);

        Optional<BulkOpening> fast = fast(flipped);

        assertThat(fast).as("byte %d, bit %d", i, bit).isEqualTo(general(flipped));
        if (fast.isPresent()) {
          taken++;
          Opening opening = fast.get().opening().orElseThrow();
          assertThat(opening.entry())
              .as("byte %d, bit %d", i, bit)
              .isEqualTo(Opening.parse(opening.toJson()).entry());
        }
      }
    }
    assertThat(taken).isPositive();
  }

  @Test
  void parse_namesTheFieldAndTheRule() {
    assertRefused("{}", "index is an integer that is not negative");
    assertRefused("{\"index\":0}", "opening is an object");
    assertRefused("{\"index\":-1}", "index is an integer that is not negative");
    assertRefused("{\"index\":0,\"index\":0}", "index is JSON of the data model: ");
    assertRefused("{\"index\":0,\"more\":0}", "the opening has only the members");
    assertRefused("{\"index\":0,\"opening\":{}}", "recordedMillis is an integer");
    assertRefused("{\"index\":0,\"opening\":{\"recordedMillis\":1}}", "stub is an object");
    assertRefused(
        "{\"index\":0,\"opening\":{\"stub\":{\"nonce\":\"\"}}}", "stub.nonce is 32 bytes");
    assertRefused("{\"index\":0,\"opening\":{\"stub\":{\"hash\":\"0\"}}}", "stub.hash is 64");
    assertRefused("{\"index\":0} 1", "the opening is JSON of the data model: nothing may follow");
  }

  /** Outside an engagement there is the leaf hash, and nothing else. */
  @Test
  void parse_readsALeafHashInPlaceOfAnOpening() throws Exception {
    Hash entry = Opening.of(event(), RECORDED, EnumSet.noneOf(PartName.class)).entry();
    BulkOpening withheld = BulkOpening.withheld(7, Merkle.leafHash(entry));

    BulkOpening read = BulkOpening.parse(withheld.toLine());

    assertThat(read).isEqualTo(withheld);
    assertThat(read.opening()).isEmpty();
    assertThat(read.isOf(entry)).isTrue();
    assertThat(read.isOf(Hash.sha256())).isFalse();
    String leaf = "\"leaf\":\"" + withheld.leaf().orElseThrow().hex() + "\"";
    assertRefused("{\"index\":0,\"leaf\":\"0\"}", "leaf is 64 lower-case hex digits");
    assertRefused("{\"index\":0," + leaf + "," + leaf + "}", "leaf is JSON of the data model: ");
    assertRefused(
        "{\"index\":0," + leaf + ",\"opening\":{}}", "leaf stands where there is no opening");
  }

  private static Hash entry(BulkOpening line) {
    return line.opening().orElseThrow().entry();
  }

  private static void assertRefused(String line, String message) {
    assertThatThrownBy(() -> BulkOpening.parse(line.getBytes(UTF_8)))
        .as(line)
        .isInstanceOf(MalformedOpeningException.class)
        .hasMessageStartingWith(message);
  }

  private static Optional<BulkOpening> fast(byte[] line) {
    try {
      return Optional.of(BulkOpening.parse(line));
    } catch (MalformedOpeningException e) {
      return Optional.empty();
    }
  }

  private static Optional<BulkOpening> general(byte[] line) {
    try {
      if (!(CanonicalJson.parseMessage(line) instanceof JsonObject json)
          || json.size() != 2
          || json.findInteger("index").filter(index -> index >= 0).isEmpty()
          || json.findObject("opening").isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new BulkOpening(json.getInteger("index"), Opening.parse(json.getObject("opening"))));
    } catch (MalformedJsonException | MalformedOpeningException e) {
      return Optional.empty();
    }
  }

  private static Event event() throws InvalidEventException {
    return Event.parse(RefusalFiles.read("event/valid.json"));
  }
}
