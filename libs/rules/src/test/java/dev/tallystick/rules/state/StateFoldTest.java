package dev.tallystick.rules.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventTypes;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateFoldTest {
  private static final String ALICE = "sub_5ciq6vxtulqh6wm2te5ttwo2a4";
  private static final List<String> NAMES =
      List.of(
          "agreement",
          "amount",
          "basisPoints",
          "categories",
          "cause",
          "consent",
          "claim",
          "consents",
          "count",
          "discloser",
          "digest",
          "effectiveFrom",
          "erasure",
          "family",
          "fee",
          "freeze",
          "frequency",
          "from",
          "held",
          "holder",
          "id",
          "items",
          "jwk",
          "kind",
          "licence",
          "lines",
          "link",
          "linked",
          "modifies",
          "notice",
          "pack",
          "party",
          "product",
          "provider",
          "purpose",
          "purposeObject",
          "receiver",
          "recipient",
          "release",
          "releases",
          "role",
          "scope",
          "step",
          "suspension",
          "tariff",
          "thumbprint",
          "to",
          "until",
          "use",
          "useLimit",
          "validFrom",
          "validTo",
          "validUntil",
          "version",
          "voids",
          "window");

  private final Random random = new Random(11);

  private static LoggedEvent event(
      long index, String type, Optional<String> subject, JsonObject data, List<String> advances) {
    Stub stub = Stub.of("dev.tallystick." + type + ".v1", List.of(), Map.of(), advances);
    return new LoggedEvent(index, 1_000 + index, stub, "event-" + index, subject, 1_000, data);
  }

  /** A log must not be able to stop its readers, whatever it holds. */
  @Test
  void fold_neverFailsOnUnexpectedContent() {
    State state = State.EMPTY;
    long index = 0;
    for (int round = 0; round < 12; round++) {
      for (var type : EventTypes.all()) {
        JsonObject data = object(3);
        Optional<String> subject = random.nextBoolean() ? Optional.of(ALICE) : Optional.empty();
        state = state.fold(event(index++, type.shortName(), subject, data, List.of()));
      }
    }
    assertThat(state.size()).isEqualTo(index);
    assertThat(state.consents(ALICE)).isNotNull();
    assertThat(state.tokensOf(ALICE)).contains(ALICE);
  }

  private JsonObject object(int depth) {
    JsonObject.Builder object = JsonObject.builder();
    List<String> names = new ArrayList<>(NAMES);
    java.util.Collections.shuffle(names, random);
    for (String name : names.subList(0, random.nextInt(names.size()))) {
      object.put(name, value(depth));
    }
    return object.build();
  }

  private JsonValue value(int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 3)) {
      case 0 -> JsonString.of(List.of("x", "P1D", "PT", "P", "", "-P1Y").get(random.nextInt(6)));
      case 1 -> new JsonInteger(random.nextInt(5) - 2);
      case 2 -> JsonBoolean.of(random.nextBoolean());
      case 3 -> JsonArray.of(List.of(value(depth - 1), value(depth - 1)));
      case 4 -> object(depth - 1);
      default -> JsonString.of("2026-03-02T01:20:00.000Z");
    };
  }

  @Test
  void fold_unknownTypeMovesItsGuardsOnly() {
    State state =
        State.EMPTY
            .fold(event(4, "something.new", Optional.of(ALICE), JsonObject.EMPTY, List.of("x/y")))
            .fold(event(5, "something.new", Optional.of(ALICE), JsonObject.EMPTY, List.of("x/y")));

    assertThat(state.guard("x/y")).isEqualTo(2);
    assertThat(state.guard("x/z")).isZero();
    assertThat(state.size()).isEqualTo(6);
    assertThat(state.withSize(9).size()).isEqualTo(9);
    assertThat(state.withSize(3).size()).isEqualTo(6);
  }

  @Test
  void fold_leavesTheStateBeforeAsItWas() {
    JsonObject data = JsonObject.builder().put("party", "a").put("role", "LENDER").build();
    State before = State.EMPTY;

    State after = before.fold(event(0, "party.registered", Optional.empty(), data, List.of()));

    assertThat(before.party("a")).isEmpty();
    assertThat(after.party("a").flatMap(Party::role)).contains("LENDER");
  }

  /** What one event says does not depend on those about something else around it. */
  @Test
  void fold_orderOfUnrelatedEventsDoesNotMatter() {
    List<LoggedEvent> events = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      JsonObject party =
          JsonObject.builder().put("party", "party-" + i).put("role", "LENDER").build();
      events.add(event(2L * i, "party.registered", Optional.empty(), party, List.of("party/" + i)));
      events.add(
          event(
              2L * i + 1,
              "freeze.set",
              Optional.of("sub_" + i),
              JsonObject.EMPTY,
              List.of("freeze/" + i)));
    }
    List<LoggedEvent> shuffled = new ArrayList<>(events);
    for (int round = 0; round < 20; round++) {
      java.util.Collections.shuffle(shuffled, random);
      State state = State.EMPTY;
      for (LoggedEvent event : shuffled) {
        state = state.fold(event);
      }
      for (int i = 0; i < 6; i++) {
        assertThat(state.party("party-" + i).flatMap(Party::role)).contains("LENDER");
        assertThat(state.freeze("sub_" + i)).contains("event-" + (2 * i + 1));
        assertThat(state.guard("freeze/" + i)).isEqualTo(1);
      }
      assertThat(state.size()).isEqualTo(12);
    }
  }

  @Test
  void tokensOf_followsLinksBothWaysAndLosesThemAgain() {
    State state = link(link(State.EMPTY, 0, "sub_a", "sub_b"), 3, "sub_c", "sub_b");
    assertThat(state.tokensOf("sub_a")).containsExactly("sub_a", "sub_b", "sub_c");
    assertThat(state.tokensOf("sub_x")).containsExactly("sub_x");

    JsonObject unlinked =
        JsonObject.builder().put("linked", "sub_b").put("link", "event-5").build();
    State after =
        state.fold(event(6, "identity.unlinked", Optional.of("sub_c"), unlinked, List.of()));

    assertThat(after.tokensOf("sub_a")).containsExactly("sub_a", "sub_b");
    assertThat(after.tokensOf("sub_c")).containsExactly("sub_c");
  }

  /** Claims and links, in three entries from an index on. */
  private static State link(State state, long index, String subject, String linked) {
    JsonObject claim = JsonObject.builder().put("claim", "clm_" + index).build();
    JsonObject link =
        JsonObject.builder().put("linked", linked).put("claim", "clm_" + index).build();
    return state
        .fold(event(index, "identity.claimed", Optional.of(subject), claim, List.of()))
        .fold(event(index + 1, "identity.claimed", Optional.of(linked), claim, List.of()))
        .fold(event(index + 2, "identity.linked", Optional.of(subject), link, List.of()));
  }

  @Test
  void activePack_isTheLatestWhoseInstantHasCome() {
    State state =
        State.EMPTY
            .fold(pack(0, "cn-2025", "2025-10-01T00:00:00.000Z"))
            .fold(pack(1, "cn-2022", "2022-01-01T00:00:00.000Z"));
    long change = 1_759_276_800_000L;

    assertThat(state.activePack("cn", change - 1).orElseThrow().pack()).isEqualTo("cn-2022");
    assertThat(state.activePack("cn", change).orElseThrow().pack()).isEqualTo("cn-2025");
    assertThat(state.nextPackAfter("cn", change - 1)).hasValue(change);
    assertThat(state.nextPackAfter("cn", change)).isEmpty();
    assertThat(state.activePack("eu", change)).isEmpty();
  }

  private static LoggedEvent pack(long index, String pack, String from) {
    JsonObject data =
        JsonObject.builder()
            .put("family", "cn")
            .put("pack", pack)
            .put("effectiveFrom", from)
            .build();
    return event(index, "pack.activated", Optional.empty(), data, List.of());
  }
}
