package dev.tallystick.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventRefusalTest {
  @Test
  void parse_refusesEachFileForItsOwnReason() {
    List<String> refusals =
        RefusalFiles.refusalsIn("event", InvalidEventException.class, Event::parse);

    assertThat(refusals).containsExactlyElementsOf(RefusalFiles.expectedIn("event"));
  }

  @Test
  void files_coverEveryCode() {
    Set<EventCode> covered =
        EnumSet.of(EventCode.EVENT_TOO_LARGE); // below, since the files would be large
    for (String line : RefusalFiles.expectedIn("event")) {
      covered.add(EventCode.valueOf(line.replaceAll("^.* \\| ([A-Z_]+).*$", "$1")));
    }

    assertThat(covered).containsExactlyInAnyOrder(EventCode.values());
  }

  @Test
  void parse_neverShowsAValueOrAMadeUpName() {
    String valid = new String(RefusalFiles.read("event/valid.json"), UTF_8);
    String phone = "13800138000";
    for (String damaged :
        List.of(
            valid.replace("\"purpose\": \"", "\"" + phone + "\": \""),
            valid.replace("\"purpose\": \"", "\"purpose\": \" " + phone),
            valid.replace("\"purpose\": \"", "\"" + phone + "\": null, \"x\": \""),
            valid.replace("\"source\": \"", "\"source\": \"" + phone + "\\u0000"),
            valid.replace("\"key\": \"", "\"key\": \"" + phone + "/"),
            valid.replace("\"stub\"", "\"" + phone + "\""),
            valid.replace("\"subject\": \"", "\"subject\": \"" + phone))) {
      InvalidEventException refusal =
          catchThrowableOfType(
              InvalidEventException.class, () -> Event.parse(damaged.getBytes(UTF_8)));

      assertThat(refusal + refusal.field() + refusal.rule()).doesNotContain(phone);
      assertThat(refusal).hasNoCause();
    }
  }

  @Test
  void of_refusesPartsOverTheirLimitTogether() throws Exception {
    int sizeOfTheRest = size(denial("a.b.c")) - "a.b.c".length();
    String justFits = "a.b." + "c".repeat(Event.MAX_PARTS_SIZE - sizeOfTheRest - "a.b.".length());

    Event largest = denial(justFits);
    InvalidEventException refusal =
        catchThrowableOfType(InvalidEventException.class, () -> denial(justFits + "c"));

    assertThat(size(largest)).isEqualTo(Event.MAX_PARTS_SIZE);
    assertThat(refusal).hasMessage("EVENT_TOO_LARGE: the parts are at most 65536 bytes together");
  }

  private static int size(Event event) {
    return event.canonicalStub().length
        + event.canonicalBody().length
        + event.canonicalInternal().length;
  }

  /** A denial that is long already and ends up as long as its request makes it. */
  private static Event denial(String request) throws InvalidEventException {
    List<JsonObject> omitted = new ArrayList<>();
    for (int i = 100; i < 356; i++) {
      omitted.add(
          JsonObject.builder()
              .put("category", "C" + i + "X".repeat(60))
              .put("code", "CONSENT_SCOPE_EXCEEDED".repeat(2))
              .build());
    }
    JsonObject data =
        JsonObject.builder()
            .put("step", "RELEASE_2")
            .put("caller", "bank-riverside")
            .put("code", "CONSENT_SCOPE_EXCEEDED")
            .put("ruleIds", JsonArray.ofStrings(List.of("R15")))
            .put("omitted", JsonArray.of(omitted))
            .put("decision", "a.b." + "c".repeat(16_000))
            .put("request", request)
            .build();
    EventId id = EventId.fromString("01931f4a-5c05-7abc-8def-0123456789ab");
    Body body = new Body(id, "consent-service", 1_731_398_400_001L, Optional.empty(), data);
    Stub stub = Event.stubFor(EventTypes.get("data.denied"), body, Map.of(), List.of());
    return Event.of(Seed.copyOf(new byte[32]), stub, body, Optional.empty());
  }

  @Test
  void parse_refusesARequestOverItsLimit() throws Exception {
    String valid = new String(RefusalFiles.read("event/valid.json"), UTF_8).strip();
    String justFits = valid + " ".repeat(Event.MAX_REQUEST_SIZE - valid.length());

    Event.parse(justFits.getBytes(UTF_8));
    InvalidEventException refusal =
        catchThrowableOfType(
            InvalidEventException.class, () -> Event.parse((justFits + " ").getBytes(UTF_8)));

    assertThat(refusal).hasMessage("EVENT_TOO_LARGE: a request is at most 131072 bytes");
  }
}
