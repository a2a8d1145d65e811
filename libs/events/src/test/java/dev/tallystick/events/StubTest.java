package dev.tallystick.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StubTest {
  private static final String TYPE = "dev.tallystick.consent.given.v1";
  private static final Hash LOW = Hash.fromHex("00".repeat(32));
  private static final Hash HIGH = Hash.fromHex("ff".repeat(32));

  @Test
  void of_putsTheListsInOrder() {
    Stub stub =
        Stub.of(
            TYPE,
            List.of(HIGH, LOW, HIGH),
            Map.of("use/con_1", 2L, "pack/cn", 0L),
            List.of("use/con_1", "consent/con_1"));

    assertThat(stub.labels()).containsExactly(LOW, HIGH);
    assertThat(stub.guards())
        .containsExactly(new GuardVersion("pack/cn", 0), new GuardVersion("use/con_1", 2));
    assertThat(stub.advances()).containsExactly("consent/con_1", "use/con_1");
    assertThat(stub.isSealed()).isFalse();
  }

  @Test
  void toJson_leavesOutWhatIsEmpty() throws Exception {
    Stub bare = Stub.of(TYPE, List.of(), Map.of(), List.of());

    assertThat(CanonicalJson.text(bare.toJson())).isEqualTo("{\"type\":\"" + TYPE + "\",\"v\":1}");
    assertThat(Stub.parse(bare.toJson())).isEqualTo(bare);
  }

  @Test
  void parse_readsWhatToJsonWrites() throws Exception {
    Stub stub =
        Stub.of(
                "dev.tallystick.party.key.registered.v12",
                List.of(LOW, HIGH),
                Map.of("party/" + LOW.hex(), 7L),
                List.of("use/a:b._-Z9"))
            .sealedBy("court-of-riverside", Instant.parse("2026-02-28T16:00:00.001999Z"));

    Stub read = Stub.parse(stub.toJson());

    assertThat(read).isEqualTo(stub);
    assertThat(read.openBy()).contains(Instant.parse("2026-02-28T16:00:00.001Z"));
    assertThat(read.labels()).containsExactly(EventLabels.label("sealed/court-of-riverside"));
  }

  @Test
  void constructor_refusesWhatCannotBeWritten() {
    List<GuardVersion> guards =
        List.of(new GuardVersion("pack/cn", 1), new GuardVersion("consent/a", 1));
    List<Hash> manyLabels =
        IntStream.range(0, 257).mapToObj(i -> Hash.fromHex("%064x".formatted(i))).toList();

    assertRefused("not.a.type", List.of(), List.of(), List.of(), StubForm.TYPE_RULE);
    assertRefused(TYPE, List.of(HIGH, LOW), List.of(), List.of(), StubForm.SORTED_RULE);
    assertRefused(TYPE, List.of(LOW, LOW), List.of(), List.of(), StubForm.SORTED_RULE);
    assertRefused(TYPE, List.of(), guards, List.of(), StubForm.SORTED_RULE);
    assertRefused(
        TYPE, List.of(), List.of(), List.of("pack/cn", "consent/a"), StubForm.SORTED_RULE);
    assertRefused(TYPE, List.of(), List.of(), List.of("pack"), StubForm.KEY_RULE);
    assertRefused(TYPE, manyLabels, List.of(), List.of(), "a list has at most 256 items");
  }

  private static void assertRefused(
      String type,
      List<Hash> labels,
      List<GuardVersion> guards,
      List<String> advances,
      String rule) {
    assertThatThrownBy(() -> new Stub(type, labels, guards, advances, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(rule);
  }

  @Test
  void guardKey_isValidOnlyInItsForm() {
    for (String key :
        List.of("a/b", "self-report/a/b", "charge/A.b_c-d:e/0", "a/" + "b".repeat(254))) {
      assertThat(GuardKey.isValid(key)).as(key).isTrue();
    }
    for (String key :
        List.of(
            "",
            "/",
            "a",
            "a/",
            "/b",
            "a//b",
            "a/b/",
            "-a/b",
            "a-/b",
            "a--b/c",
            "A/b",
            "a1/b",
            "a/b c",
            "a/b\n",
            "a/é",
            "é/b",
            "a/b?",
            "a/%41",
            "a/" + "b".repeat(255))) {
      assertThat(GuardKey.isValid(key)).as(key).isFalse();
    }
    assertThat(GuardKey.prefix("self-report/a/b")).isEqualTo("self-report");
    assertThatThrownBy(() -> GuardKey.prefix("a")).hasMessage("not a guard key");
    assertThatThrownBy(() -> new GuardVersion("a", 0)).hasMessage("not a guard key");
    assertThatThrownBy(() -> new GuardVersion("a/b", -1)).hasMessageContaining("version");
  }
}
