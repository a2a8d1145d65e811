package dev.tallystick.events.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.EntryHash;
import dev.tallystick.events.Event;
import dev.tallystick.events.PartName;
import dev.tallystick.events.RefusalFiles;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpeningTest {
  private static final long RECORDED = 1_731_398_400_123L;

  @Test
  void entry_isTheSameWhateverIsShown() throws Exception {
    Event event = Event.parse(RefusalFiles.read("event/valid.json"));
    Hash entry = EntryHash.entry(RECORDED, event.hashes());
    for (Set<PartName> shown : subsets()) {
      Opening opening = Opening.of(event, RECORDED, shown);

      assertThat(opening.entry()).as("%s", shown).isEqualTo(entry);
      assertThat(Opening.parse(opening.toJson())).as("%s", shown).isEqualTo(opening);
      for (PartName part : PartName.ALL) {
        assertThat(opening.part(part).value().isPresent()).isEqualTo(shown.contains(part));
      }
    }
  }

  @Test
  void of_showsThatAPartIsAbsent() throws Exception {
    Event whole = Event.parse(RefusalFiles.read("event/valid.json"));
    Event event = Event.of(whole.seed(), whole.stub(), whole.body(), Optional.empty());

    Opening opening = Opening.of(event, RECORDED, EnumSet.allOf(PartName.class));

    assertThat(opening.internal()).isInstanceOf(OpenedPart.Shown.class);
    assertThat(opening.internal().value()).isEmpty();
    assertThat(opening.entry()).isEqualTo(EntryHash.entry(RECORDED, event.hashes()));
    assertThat(Opening.parse(opening.toJson())).isEqualTo(opening);
  }

  @Test
  void entry_changesWithWhateverIsShown() throws Exception {
    Event event = Event.parse(RefusalFiles.read("event/valid.json"));
    Opening opening = Opening.of(event, RECORDED, EnumSet.allOf(PartName.class));
    byte[] otherNonce = event.seed().nonce(PartName.BODY);
    otherNonce[0]++;
    Set<Hash> entries = new HashSet<>();

    entries.add(opening.entry());
    entries.add(
        new Opening(RECORDED + 1, opening.stub(), opening.body(), opening.internal()).entry());
    entries.add(new Opening(RECORDED, opening.body(), opening.stub(), opening.internal()).entry());
    entries.add(
        new Opening(
                RECORDED,
                opening.stub(),
                OpenedPart.Shown.of(otherNonce, opening.body().value().orElseThrow()),
                opening.internal())
            .entry());
    entries.add(
        new Opening(
                RECORDED,
                opening.stub(),
                OpenedPart.Shown.of(event.seed().nonce(PartName.BODY), JsonObject.EMPTY),
                opening.internal())
            .entry());

    assertThat(entries).hasSize(5);
  }

  @Test
  void parse_refusesEachFileForItsOwnReason() {
    List<String> refusals =
        RefusalFiles.refusalsIn(
            "opening",
            MalformedOpeningException.class,
            content -> Opening.parse((JsonObject) CanonicalJson.parseMessage(content)));

    assertThat(refusals).containsExactlyElementsOf(RefusalFiles.expectedIn("opening"));
  }

  @Test
  void constructor_refusesAnEventWithoutStubOrBody() {
    OpenedPart absent = OpenedPart.Shown.absent(new byte[32]);
    OpenedPart withheld = new OpenedPart.Withheld(Hash.sha256(new byte[0]));

    assertThatThrownBy(() -> new Opening(0, absent, withheld, withheld))
        .hasMessageContaining("stub and a body");
    assertThatThrownBy(() -> new Opening(0, withheld, absent, withheld))
        .hasMessageContaining("stub and a body");
    assertThatThrownBy(() -> new Opening(-1, withheld, withheld, withheld))
        .hasMessageContaining("recordedMillis");
    assertThatThrownBy(() -> OpenedPart.Shown.absent(new byte[31]))
        .hasMessageContaining("32 bytes");
  }

  @Test
  void toString_showsNoNonceAndNoContent() throws Exception {
    Event event = Event.parse(RefusalFiles.read("event/valid.json"));

    assertThat(Opening.of(event, RECORDED, EnumSet.allOf(PartName.class)))
        .hasToString(
            "Opening[recordedMillis=1731398400123, stub=Shown[redacted], body=Shown[redacted],"
                + " internal=Shown[redacted]]");
  }

  private static List<Set<PartName>> subsets() {
    return List.of(
        EnumSet.noneOf(PartName.class),
        EnumSet.of(PartName.STUB),
        EnumSet.of(PartName.BODY),
        EnumSet.of(PartName.STUB, PartName.BODY),
        EnumSet.of(PartName.BODY, PartName.INTERNAL),
        EnumSet.allOf(PartName.class));
  }
}
