package dev.tallystick.bench.intake;

import dev.tallystick.demo.Cast;
import dev.tallystick.demo.DemoFile;
import dev.tallystick.demo.Market;
import dev.tallystick.demo.RunningSuite;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.party.DepositStatement;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * Chunks through the vault's API until they are logged. The lines are written beforehand and the
 * root is the vault's, so that what is measured is the vault, PostgreSQL and the log.
 */
final class VaultIntake {
  private static final String PLATFORM = "mall-east";
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningSuite suite;
  private final PartyClient client;
  private final String agreement;
  private final String vault;

  VaultIntake(SuiteFolder folder, Clock clock)
      throws IOException, RefusedException, InterruptedException {
    this.suite = new RunningSuite(folder, clock);
    DemoFile demo = DemoFile.in(folder);
    new Market(suite, demo).open();
    this.client = suite.party(PLATFORM);
    this.agreement = demo.get("agreement." + PLATFORM + "." + Cast.BUREAU);
    this.vault = "http://127.0.0.1:" + Ports.remembered(folder).service(8082);
  }

  /** Imports and signs a chunk; returns when its entry is in the log. */
  void take(byte[] lines) throws IOException, InterruptedException, RefusedException {
    HttpResponse<String> imported =
        http.send(
            request("/v1/records:import?agreement=" + agreement, "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(lines))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    String answer = imported.body();
    if (imported.statusCode() != OK) {
      throw new IOException("the import is refused: " + answer);
    }
    int last = answer.lastIndexOf('\n', answer.length() - 2);
    JsonObject end = parse(answer.substring(last + 1));
    if (end.getInteger("count") != IntakePlan.CHUNK) {
      throw new IOException("only " + end.getInteger("count") + " lines were stored");
    }
    DepositStatement statement =
        new DepositStatement(
            client.claims("data-vault"),
            end.getString("chunk"),
            agreement,
            end.getInteger("count"),
            Hash.fromHex(end.getString("root")));
    JsonObject body =
        JsonObject.builder().put("statement", statement.sign(client.keys().signingKey())).build();
    suite
        .as(PLATFORM)
        .post(
            URI.create(vault + "/v1/chunks/" + end.getString("chunk") + "/signature"),
            body,
            client.drawId("key"));
  }

  /** What the vault's virtual machine uses of its heap, in bytes. */
  long heap() throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(vault + "/q/metrics"));
    suite.headers("operator", "GET", request.build().uri()).forEach(request::header);
    String metrics = http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    return (long)
        metrics
            .lines()
            .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }

  /** To be posted once. */
  private HttpRequest.Builder request(String path, String type)
      throws IOException, InterruptedException {
    URI uri = URI.create(vault + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", type)
            .header("Idempotency-Key", client.drawId("key"));
    suite.headers(PLATFORM, "POST", uri).forEach(request::header);
    return request;
  }

  private static JsonObject parse(String json) throws IOException {
    try {
      return (JsonObject) CanonicalJson.parseMessage(json.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new IOException("the answer ends in something else than the chunk", e);
    }
  }
}
