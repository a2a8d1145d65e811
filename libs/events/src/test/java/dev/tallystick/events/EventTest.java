package dev.tallystick.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventTest {
  private static final byte[] VALID = RefusalFiles.read("event/valid.json");

  @Test
  void parse_readsWhatTheRequestSays() throws Exception {
    Event event = Event.parse(VALID);

    assertThat(event.id()).isEqualTo(EventId.fromString("01931f4a-5c01-7123-8456-789abcdef012"));
    assertThat(event.type().shortName()).isEqualTo("consent.given");
    assertThat(event.source()).isEqualTo("consent-service");
    assertThat(event.timeMillis()).isEqualTo(1_731_398_400_001L);
    assertThat(event.subject()).contains("sub_mfrggzdfmztwq2lknnwg23tpoa");
    assertThat(event.data().getString("method")).isEqualTo("加密传输 “sealed” – à la carte 😀");
    assertThat(event.internal()).isPresent();
    assertThat(event.seed().base64Url()).isEqualTo("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
    assertThat(event)
        .hasToString("Event[dev.tallystick.consent.given.v1 01931f4a-5c01-7123-8456-789abcdef012]");
  }

  @Test
  void parse_takesTheBytesBetweenTheBounds() throws Exception {
    byte[] lines =
        ("{}\n" + new String(VALID, UTF_8).replace("\n", " ") + "\nnothing").getBytes(UTF_8);
    int end = lines.length - "\nnothing".length();

    Event event = Event.parse(lines, 3, end);

    assertThat(event.hashes()).isEqualTo(Event.parse(VALID).hashes());
    assertThatThrownBy(() -> Event.parse(lines, 3, end - 20))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith("MALFORMED_JSON")
        .hasMessageEndingWith("byte " + (end - 20 - 3));
  }

  @Test
  void toRequestJson_isReadAsTheSameEvent() throws Exception {
    Event event = Event.parse(VALID);

    byte[] request = event.toRequestJson();

    assertThat(CanonicalJson.bytes(CanonicalJson.parse(request))).isEqualTo(request);
    assertThat(request).doesNotContain('\n');
    assertThat(Event.parse(request).hashes()).isEqualTo(event.hashes());
  }

  @Test
  void canonicalBytes_areTheSameHoweverTheRequestIsWritten() throws Exception {
    Event event = Event.parse(VALID);
    byte[] shuffled =
        new ObjectMapper().writeValueAsBytes(new ObjectMapper().readValue(VALID, Map.class));

    for (byte[] request : new byte[][] {event.toRequestJson(), shuffled}) {
      for (PartName part : PartName.ALL) {
        assertThat(Event.parse(request).canonical(part))
            .as("%s", part)
            .isEqualTo(event.canonical(part));
      }
    }
  }

  @Test
  void canonicalBytes_areThoseOfTheWriterForEveryWayToWriteAPart() throws Exception {
    String request = new String(Event.parse(VALID).toRequestJson(), UTF_8);
    for (String[] change :
        new String[][] {
          {"\"v\":1", "\"v\" :1"},
          {"\"v\":1", "\"v\":1\n"},
          {"\"purpose\":\"CREDIT", "\"purpose\":\"\\u0043REDIT"},
          {"\"note\":\"called back\\n", "\"note\":\"called back\\u000a"},
          {"R_", "R\\u005F"},
          {"\"ticket\"", "\"\\u0074icket\""},
          {"00-4bf9", "00\\u002d4bf9"},
          {"PAYMENT.SUMMARY", "\\u0050AYMENT.SUMMARY"},
          {"加", "\\u52a0"},
          {"pack/cn", "pack\\/cn"},
          {"😀", "\\ud83d\\ude00"},
        }) {
      byte[] rewritten = request.replace(change[0], change[1]).getBytes(UTF_8);

      Event event = Event.parse(rewritten);

      assertThat(event.canonicalStub()).isEqualTo(CanonicalJson.bytes(event.stub().toJson()));
      assertThat(event.canonicalBody()).isEqualTo(CanonicalJson.bytes(event.body().toJson()));
      assertThat(event.canonicalInternal())
          .isEqualTo(CanonicalJson.bytes(event.internal().orElseThrow()));
      assertThat(event.hashes()).isEqualTo(Event.parse(VALID).hashes());
    }
  }

  @Test
  void parse_refusesEveryTruncation() throws Exception {
    byte[] request = Event.parse(VALID).toRequestJson();
    for (int length = 0; length < request.length; length++) {
      byte[] prefix = Arrays.copyOf(request, length);

      assertThatThrownBy(() -> Event.parse(prefix))
          .as("the first %d bytes", length)
          .isInstanceOf(InvalidEventException.class)
          .hasMessageStartingWith("MALFORMED_JSON");
    }
  }

  @Test
  void parse_ofADamagedByteIsRefusedOrStable() throws Exception {
    byte[] request = Event.parse(VALID).toRequestJson();
    int accepted = 0;
    for (int i = 0; i < request.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = request.clone();
        damaged[i] ^= (byte) (1 << bit);
        Optional<Event> event = parse(damaged);
        if (event.isEmpty()) {
          continue;
        }

        byte[] again = event.get().toRequestJson();

        assertThat(Event.parse(again).toRequestJson())
            .as("byte %d bit %d", i, bit)
            .isEqualTo(again);
        assertThat(Event.parse(again).hashes()).isEqualTo(event.get().hashes());
        assertThat(again).as("byte %d bit %d: two texts, one event", i, bit).isNotEqualTo(request);
        accepted++;
      }
    }
    // Letters of free text and the like: what remains a valid event is another event.
    assertThat(accepted).isBetween(200, request.length * 8 / 2);
  }

  @Test
  void of_makesTheEventThatParseReads() throws Exception {
    Event parsed = Event.parse(VALID);

    Event made = Event.of(parsed.seed(), parsed.stub(), parsed.body(), parsed.internal());

    assertThat(made.hashes()).isEqualTo(parsed.hashes());
    assertThat(made.toRequestJson()).isEqualTo(parsed.toRequestJson());
  }

  @Test
  void stubFor_fillsInLabelsAndTheGuardsThatAlwaysMove() throws Exception {
    Event parsed = Event.parse(VALID);

    Stub stub =
        Event.stubFor(
            parsed.type(),
            parsed.body(),
            Map.of(parsed.stub().guards().get(0).key(), 0L),
            List.of());

    assertThat(stub.labels()).isEqualTo(parsed.stub().labels());
    assertThat(stub.advances()).isEqualTo(parsed.stub().advances());
    Event.of(parsed.seed(), stub, parsed.body(), Optional.empty());
  }

  @Test
  void of_refusesDataOutsideTheModel() throws Exception {
    Event parsed = Event.parse(VALID);
    JsonObject.Builder data = JsonObject.builder();
    parsed
        .data()
        .forEach(
            (name, value) ->
                data.put(name, name.equals("categories") ? JsonArray.of(List.of()) : value));
    Body body =
        new Body(parsed.id(), parsed.source(), parsed.timeMillis(), parsed.subject(), data.build());

    assertThatThrownBy(() -> Event.of(parsed.seed(), parsed.stub(), body, Optional.empty()))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith("NOT_CANONICAL_VALUE at body.data.*");
  }

  private static Optional<Event> parse(byte[] request) {
    try {
      return Optional.of(Event.parse(request));
    } catch (InvalidEventException refused) {
      return Optional.empty();
    }
  }
}
