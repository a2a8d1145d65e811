package dev.tallystick.portal.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.portal.auditor.Thing.Kind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThingTest {
  private static final String UUID = "019c0000-0000-7000-8000-000000000001";
  private static final Map<String, String> NAMES = Map.of("bank-riverside", "Riverside Bank");

  private static Optional<Thing> find(String typed) {
    return Thing.of(typed, Optional.empty(), NAMES);
  }

  @ParameterizedTest
  @CsvSource({
    "rel_" + UUID + ",RELEASE",
    "chk_" + UUID + ",CHUNK",
    "con_" + UUID + ",CONSENT",
    "inq_" + UUID + ",INQUIRY",
    UUID + ",RELEASE",
    "sub_5ciq6vxtulqh6wm2te5ttwo2a4,SUBJECT",
    "bank-riverside,PARTY",
    "bank-of-nobody,PARTY"
  })
  void thing_isFoundByItsForm(String typed, Kind kind) {
    assertThat(find(" " + typed + " ")).contains(new Thing(kind, typed));
    assertThat(Thing.ofKnown(kind.name(), typed)).contains(new Thing(kind, typed));
  }

  @Test
  void party_isFoundByItsName_andAnEntryIsWhatItIsSaidToBe() {
    assertThat(find("riverside BANK")).contains(new Thing(Kind.PARTY, "bank-riverside"));
    assertThat(Thing.of(UUID, Optional.of(Kind.CORRECTION), NAMES))
        .contains(new Thing(Kind.CORRECTION, UUID));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "No Such Party", "<script>", "rel_1\"", "张三", "../v1/entries"})
  void whatIsNoId_isNothing(String typed) {
    assertThat(find(typed)).isEmpty();
    assertThat(Thing.ofKnown("PARTY", typed)).isEmpty();
  }

  @Test
  void address_cannotNameAnotherKindThanTheIdHas() {
    assertThat(Thing.ofKnown("CONSENT", "rel_" + UUID)).isEmpty();
    assertThat(Thing.ofKnown("RELEASE", "sub_5ciq6vxtulqh6wm2te5ttwo2a4")).isEmpty();
    assertThat(Thing.ofKnown("NOTHING", UUID)).isEmpty();
    assertThat(new Thing(Kind.SUBJECT, "sub_5ciq6vxtulqh6wm2te5ttwo2a4").toString())
        .doesNotContain("5ciq");
  }
}
