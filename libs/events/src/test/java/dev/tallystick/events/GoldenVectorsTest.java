package dev.tallystick.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the library to the project's own vectors, which another program made. */
class GoldenVectorsTest {
  @Test
  void parse_givesTheCanonicalTextsAndHashesOfTheVectors() throws Exception {
    for (JsonObject vector : vectors()) {
      String name = vector.getString("name");

      Event event = Event.parse(request(vector));

      for (PartName part : PartName.ALL) {
        assertThat(new String(event.canonical(part), StandardCharsets.UTF_8))
            .as("%s: %s", name, part)
            .isEqualTo(vector.getObject("canonical").getString(part.wireName()));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(event.seed().nonce(part)))
            .as("%s: %s", name, part)
            .isEqualTo(vector.getObject("nonces").getString(part.wireName()));
        assertThat(event.hashes().of(part).hex())
            .as("%s: %s", name, part)
            .isEqualTo(vector.getObject("hashes").getString(part.wireName()));
      }
    }
  }

  @Test
  void entry_isThatOfTheVectors() throws Exception {
    for (JsonObject vector : vectors()) {
      Event event = Event.parse(request(vector));

      Hash entry = EntryHash.entry(vector.getInteger("recordedMillis"), event.hashes());

      assertThat(entry.hex()).as(vector.getString("name")).isEqualTo(vector.getString("entry"));
      assertThat(Merkle.leafHash(entry).hex())
          .as(vector.getString("name"))
          .isEqualTo(vector.getString("leafHash"));
    }
  }

  @Test
  void opening_isThatOfTheVectorsAndGivesTheEntry() throws Exception {
    for (JsonObject vector : vectors()) {
      Event event = Event.parse(request(vector));
      long recordedMillis = vector.getInteger("recordedMillis");

      Opening opening = Opening.of(event, recordedMillis, EnumSet.of(PartName.STUB, PartName.BODY));

      assertThat(opening.toJson())
          .as(vector.getString("name"))
          .isEqualTo(vector.getObject("opening"));
      assertThat(Opening.parse(vector.getObject("opening"))).isEqualTo(opening);
      assertThat(opening.entry().hex()).isEqualTo(vector.getString("entry"));
    }
  }

  @Test
  void recompute_agreesWithoutTheLibrary() throws Exception {
    Path script = Path.of(GoldenVectorsTest.class.getResource("vectors/recompute.py").toURI());
    Process python;
    try {
      python =
          new ProcessBuilder("python3", "-B", script.toString()).redirectErrorStream(true).start();
    } catch (IOException e) {
      abort("no python3 here, so the second opinion on the vectors is left out");
      return;
    }

    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(output.strip()).isEqualTo(vectors().size() + " vectors, 0 differences");
    assertThat(python.waitFor()).isZero();
  }

  private static List<JsonObject> vectors() throws MalformedJsonException {
    JsonArray vectors = (JsonArray) CanonicalJson.parse(RefusalFiles.read("vectors/events.json"));
    return vectors.items().stream().map(JsonObject.class::cast).toList();
  }

  private static byte[] request(JsonObject vector) {
    JsonObject.Builder request = JsonObject.builder().put("seed", vector.getString("seed"));
    vector.getObject("parts").forEach(request::put);
    return CanonicalJson.bytes(request.build());
  }
}
