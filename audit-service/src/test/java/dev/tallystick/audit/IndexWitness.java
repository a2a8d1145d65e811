package dev.tallystick.audit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.receipt.MalformedOpeningException;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.tlog.Hash;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An index witness: rebuilds the index of the running service from stubs and salts, with code that
 * is not the service's, and compares it with the root that the service has put into the log.
 */
final class IndexWitness {
  private static final String AUDITOR = LogApi.auditor("*");
  private static final int RANGE = 5000;

  private IndexWitness() {}

  /** An entry as its stub files it. */
  record Filed(long index, Hash entry, List<String> labels) {}

  /** Fails unless the newest index root in the log is that of the log's own stubs. */
  static void assertServedRootIsThatOfTheStubs() throws Exception {
    IndexRoot served = served();
    Map<String, byte[]> salts = salts();

    List<Filed> filed = filed(served.coveredSize());

    assertThat(rootOf(filed, salts)).isEqualTo(served.root());
  }

  static Hash rootOf(List<Filed> filed, Map<String, byte[]> salts) {
    ForeignIndex index = new ForeignIndex();
    filed.forEach(one -> index.file(one.index(), one.entry().toByteArray(), one.labels()));
    return Hash.takeOwnershipOf(
        index.root(label -> Optional.ofNullable(salts.get(label)).orElseThrow()));
  }

  /** The newest root that anybody can ask for. */
  static IndexRoot served() throws MalformedJsonException {
    JsonObject root = json(given().get("/index/root"));
    return IndexRoot.find(
            root.getObject("opening").getObject("body").getObject("value").getObject("data"))
        .orElseThrow();
  }

  /** Waits for a root that covers so many entries; there is one a second. */
  static IndexRoot awaitRoot(long size) throws Exception {
    return await()
        .atMost(60, SECONDS)
        .until(
            () ->
                given().get("/index/root").statusCode() == 200
                    ? Optional.of(served())
                    : Optional.<IndexRoot>empty(),
            served -> served.filter(root -> root.coveredSize() >= size).isPresent())
        .orElseThrow();
  }

  static Map<String, byte[]> salts() throws MalformedJsonException {
    Map<String, byte[]> salts = new HashMap<>();
    String query = "?limit=1000";
    while (!query.isEmpty()) {
      JsonObject page = json(given().auth().oauth2(AUDITOR).get("/v1/index/salts" + query));
      for (JsonValue item : page.getArray("salts").items()) {
        JsonObject salt = (JsonObject) item;
        salts.put(salt.getString("label"), Base64.getUrlDecoder().decode(salt.getString("salt")));
      }
      query = page.findString("next").map(next -> "?limit=1000&after=" + next).orElse("");
    }
    return salts;
  }

  /** Every entry of the first {@code size}, as stubs file them. */
  static List<Filed> filed(long size) throws MalformedJsonException, MalformedOpeningException {
    List<Filed> filed = new ArrayList<>();
    for (long from = 0; from < size; from += RANGE) {
      String range = "?from=" + from + "&to=" + Math.min(size, from + RANGE);
      Response answer = given().auth().oauth2(AUDITOR).get("/v1/openings" + range);
      assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
      for (String line : answer.asString().lines().toList()) {
        JsonObject entry = (JsonObject) CanonicalJson.parseMessage(line.getBytes(UTF_8));
        Opening opening = Opening.parse(entry.getObject("opening"));
        List<JsonValue> labels =
            opening
                .stub()
                .value()
                .orElseThrow()
                .findArray("labels")
                .map(JsonArray::items)
                .orElse(List.of());
        filed.add(
            new Filed(
                entry.getInteger("index"),
                opening.entry(),
                labels.stream().map(label -> ((JsonString) label).value()).toList()));
      }
    }
    return filed;
  }

  private static JsonObject json(Response response) throws MalformedJsonException {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return (JsonObject) CanonicalJson.parseMessage(response.asByteArray());
  }
}
