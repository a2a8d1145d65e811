package dev.tallystick.rules.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.Stub;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateSnapshotTest {
  private static final String ALICE = "sub_5ciq6vxtulqh6wm2te5ttwo2a4";
  private static final String BOB = "sub_bojcqiww4ssd4wydrutfbacqpm";

  private final List<LoggedEvent> events = new ArrayList<>();

  private void add(String type, Optional<String> subject, JsonObject data, String... advances) {
    Stub stub =
        new Stub(
            "dev.tallystick." + type + ".v1",
            List.of(),
            List.of(),
            List.of(advances),
            Optional.empty());
    events.add(
        new LoggedEvent(events.size(), 1000L + events.size(), stub, id(), subject, 1000, data));
  }

  private String id() {
    return "019cac33-c580-7e9a-be9f-%012d".formatted(events.size());
  }

  private static JsonObject data(Object... members) {
    JsonObject.Builder data = JsonObject.builder();
    for (int i = 0; i < members.length; i += 2) {
      String name = (String) members[i];
      Object value = members[i + 1];
      if (value instanceof String text) {
        data.put(name, text);
      } else if (value instanceof Integer number) {
        data.put(name, (long) number);
      } else if (value instanceof Boolean flag) {
        data.put(name, flag);
      } else {
        data.put(name, (JsonValue) value);
      }
    }
    return data.build();
  }

  /** One of each kind of fact, as far as a state knows it. */
  private State everything() {
    add("party.registered", Optional.empty(), data("party", "mall", "role", "PLATFORM"));
    add(
        "party.key.registered",
        Optional.empty(),
        data("party", "mall", "thumbprint", "t", "jwk", data("kty", "OKP"), "use", "SIGN"));
    add("party.enrolment.issued", Optional.empty(), data("party", "b", "codeHash", "c0de"));
    add("party.suspended", Optional.empty(), data("party", "mall"), "party/x");
    add("licence.recorded", Optional.empty(), data("party", "mall", "licence", "lic_1"));
    add("ownership.recorded", Optional.empty(), data("held", "mall", "holder", "h"));
    add(
        "agreement.filed",
        Optional.empty(),
        data(
            "agreement", "agr_1", "provider", "mall", "receiver", "b", "reviewedOn", "2026-01-02"));
    add("plan.filed", Optional.empty(), data("party", "b", "plan", "pla_1", "kind", "COLLECTION"));
    add("assessment.filed", Optional.empty(), data("party", "b", "assessment", "asm_1"));
    add("product.registered", Optional.empty(), data("product", "prd_1", "party", "b"));
    add(
        "tariff.published",
        Optional.empty(),
        data("party", "b", "tariff", "trf_1", "lines", JsonArray.of(List.of(data("line", "l")))));
    add("pack.activated", Optional.empty(), data("family", "cn", "digest", "d"), "pack/cn");
    add("notice.presented", Optional.of(ALICE), data("notice", "ntc_odd", "kind", "QUERY"));
    add(
        "consent.given",
        Optional.of(ALICE),
        data(
            "consent",
            "con_019c11bd-1941-7f9b-844d-62360986f33a",
            "purposeObject",
            data("kind", "APPLICATION", "ref", "app-1"),
            "modifies",
            "con_019c11bd-1941-7f9b-844d-62360986f33b",
            "categories",
            JsonArray.ofStrings(List.of("A", "B")),
            "useLimit",
            3,
            "frequency",
            data("count", 2, "window", "P1DT2H"),
            "guardian",
            true),
        "consent/con_019c11bd-1941-7f9b-844d-62360986f33a");
    add("consent.given", Optional.of(BOB), data("consent", "an odd id"));
    add("consent.withdrawn", Optional.of(BOB), data("consent", "an odd id"));
    add("consent.refused", Optional.of(BOB), data("recipient", "b", "purpose", "P"));
    add("freeze.set", Optional.of(BOB), data());
    add("erasure.started", Optional.of(BOB), data("erasure", "era_1"));
    add("identity.claimed", Optional.of(BOB), data("claim", "clm_1"));
    add("identity.claimed", Optional.of(ALICE), data("claim", "clm_1"));
    add("identity.linked", Optional.of(BOB), data("linked", ALICE, "claim", "clm_1"));
    add("identity.claimed", Optional.of(BOB), data("claim", "clm_2"));
    add(
        "data.released",
        Optional.of(ALICE),
        data(
            "from",
            "mall",
            "to",
            "b",
            "product",
            "prd_1",
            "fee",
            data("amount", 120, "dedupOf", "before"),
            "consents",
            JsonArray.of(List.of(data("id", "con_1", "version", 2)))),
        "use/con_1");
    String release = events.get(events.size() - 1).id();
    add("data.undelivered", Optional.of(ALICE), data("release", release));
    add("fee.reversed", Optional.of(ALICE), data("release", release, "cause", "c"));
    add("loan.opened", Optional.of(ALICE), data("loan", "loan_1"));
    State state = State.EMPTY;
    for (LoggedEvent event : events) {
      state = state.fold(event);
    }
    return state;
  }

  private static byte[] write(State state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateSnapshot.write(state, bytes);
    return bytes.toByteArray();
  }

  @Test
  void read_givesBackEveryFact() throws IOException {
    State state = everything();

    State again = StateSnapshot.read(new ByteArrayInputStream(write(state)));

    assertThat(again.size()).isEqualTo(state.size());
    assertThat(again.registry()).isEqualTo(state.registry());
    for (String subject : List.of(ALICE, BOB)) {
      assertThat(again.people().person(subject)).isEqualTo(state.people().person(subject));
    }
    assertThat(again.notice("ntc_odd")).isPresent().isEqualTo(state.notice("ntc_odd"));
    for (String consent : List.of("con_019c11bd-1941-7f9b-844d-62360986f33a", "an odd id")) {
      assertThat(again.consent(consent)).isPresent().isEqualTo(state.consent(consent));
      assertThat(again.consent(consent).orElseThrow().id()).isEqualTo(consent);
    }
    String release = again.releasesUnder("con_1").get(0).event();
    assertThat(again.release(release)).isEqualTo(state.release(release));
    assertThat(again.charges("mall", "b", ALICE, "prd_1")).hasSize(1);
    assertThat(again.uses("con_1")).isEqualTo(1);
    assertThat(again.loan("loan_1")).isPresent().isEqualTo(state.loan("loan_1"));
    assertThat(again.guard("pack/cn")).isEqualTo(1);
    assertThat(again.guard("consent/con_019c11bd-1941-7f9b-844d-62360986f33a")).isEqualTo(1);
  }

  @Test
  void write_ofWhatWasReadGivesTheSameBytes() throws IOException {
    byte[] bytes = write(everything());

    assertThat(write(StateSnapshot.read(new ByteArrayInputStream(bytes)))).isEqualTo(bytes);
  }

  @Test
  void read_refusesWhatIsCutShort() throws IOException {
    byte[] bytes = write(everything());
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> StateSnapshot.read(new ByteArrayInputStream(cut)))
          .as("%d of %d bytes", length, bytes.length)
          .isInstanceOf(IOException.class);
    }
  }
}
