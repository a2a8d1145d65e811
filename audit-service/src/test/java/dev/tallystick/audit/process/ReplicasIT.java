package dev.tallystick.audit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.audit.ForeignIndex;
import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.sequencing.TestLog;
import dev.tallystick.events.EntryHash;
import dev.tallystick.events.Event;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.postgres.Database;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Fsck;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TileReader;
import dev.tallystick.tlog.TileTree;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two packaged replicas on one database under load, one of them killed at random moments: no gap,
 * no fork, nothing acknowledged lost, nothing logged twice. {@code -Pendurance} kills fifty times.
 */
@Tag("ci")
class ReplicasIT {
  private static final int KILLS = Boolean.getBoolean("tallystick.endurance") ? 50 : 3;
  private static final int WRITERS = 8;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final TestEvents events = new TestEvents(Clock.systemUTC());

  /** An index root, and where its entry is. */
  private record Root(IndexRoot data, long index) {}

  /** What a writer was told. */
  private record Acknowledged(Event event, long index, long recordedMillis, String checkpoint) {}

  @Test
  void replicas_keepOneHistoryWhileOneIsKilledAtRandom(@TempDir Path folder) throws Exception {
    Path kms = java.nio.file.Files.createDirectory(folder.resolve("kms"), privateFolder());
    try (LocalIssuer issuer = new LocalIssuer()) {
      Database database = TestLog.server().createDatabase("replicas");
      try (Replica first = new Replica(freePort(), database, issuer.url(), kms, folder);
          Replica second = new Replica(freePort(), database, issuer.url(), kms, folder)) {
        first.start();
        first.awaitReady();
        second.start();
        second.awaitReady();

        List<Acknowledged> acknowledged =
            writeWhileKilling(List.of(first, second), issuer.token(TestEvents.CLIENT));

        check(acknowledged, first.url());
        checkIndex(first.url(), issuer.auditor());
      }
    }
  }

  private List<Acknowledged> writeWhileKilling(List<Replica> replicas, String token)
      throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    AtomicBoolean stop = new AtomicBoolean();
    Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int start = i;
      Thread writer =
          new Thread(() -> write(replicas, start, token, acknowledged, stop), "writer-" + i);
      writer.start();
      writers.add(writer);
    }
    for (int kill = 0; kill < KILLS; kill++) {
      awaitMore(acknowledged, 20 + random.nextInt(150));
      Replica victim = replicas.get(random.nextInt(replicas.size()));
      victim.kill();
      awaitMore(acknowledged, random.nextInt(100));
      victim.start();
      victim.awaitReady();
    }
    awaitMore(acknowledged, 100);
    stop.set(true);
    for (Thread writer : writers) {
      writer.join();
    }
    System.out.printf(
        "seed %d: %d kills, %d events acknowledged%n", seed, KILLS, acknowledged.size());
    return List.copyOf(acknowledged.values());
  }

  /** Until so many more events are acknowledged: work goes on, with a replica or with both. */
  private static void awaitMore(Map<String, Acknowledged> acknowledged, int more) {
    int goal = acknowledged.size() + more;
    await("acknowledged").atMost(LIMIT).until(() -> acknowledged.size() >= goal);
  }

  /**
   * Appends one event after the other, each again and again, at either replica, until it is
   * acknowledged.
   */
  private void write(
      List<Replica> replicas,
      int start,
      String token,
      Map<String, Acknowledged> acknowledged,
      AtomicBoolean stop) {
    int turn = start;
    while (!stop.get()) {
      byte[] request = events.freeze();
      for (int tries = 0; tries < 200; tries++) {
        try {
          HttpResponse<String> answer =
              post(replicas.get(turn++ % replicas.size()).url(), token, request);
          if (answer.statusCode() == 201 || answer.statusCode() == 200) {
            JsonPath json = new JsonPath(answer.body());
            Acknowledged told =
                new Acknowledged(
                    Event.parse(request),
                    json.getLong("index"),
                    json.getLong("recordedMillis"),
                    json.getString("checkpoint"));
            acknowledged.put(json.getString("eventId"), told);
            break;
          }
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        } catch (IOException e) {
          // Killed, or not up yet: the outcome is unknown, so the same event goes out again.
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  private HttpResponse<String> post(String url, String token, byte[] request)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url + "/v1/entries"))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void check(List<Acknowledged> acknowledged, String url) throws Exception {
    NoteVerifier log = NoteVerifier.parse(get(url + "/log/vkey").strip());
    long end = acknowledged.stream().mapToLong(Acknowledged::index).max().orElseThrow() + 1;
    // It is published a little after the answers.
    Checkpoint last =
        await("published")
            .atMost(LIMIT)
            .until(
                () -> verified(fetched(url + "/log/checkpoint"), log), note -> note.size() >= end);
    TileReader tiles = tile -> bytes(url + "/log/" + tile.path());
    TileTree tree = new TileTree(tiles, last.size());

    // A root may have been logged since that checkpoint was published.
    long roots = roots(url).stream().filter(root -> root.index() < last.size()).count();

    assertThat(Fsck.check(tiles, last)).as("fsck").isEmpty();
    assertThat(acknowledged).isNotEmpty();
    assertThat(acknowledged.stream().map(Acknowledged::index).distinct())
        .hasSameSizeAs(acknowledged);
    assertThat(last.size())
        .as("nothing but what was sent is logged")
        .isBetween(acknowledged.size() + roots, (long) acknowledged.size() + WRITERS + roots + 2);
    Map<Long, Checkpoint> sizes = new HashMap<>();
    for (Acknowledged told : acknowledged) {
      Hash leaf = Merkle.leafHash(EntryHash.entry(told.recordedMillis(), told.event().hashes()));
      assertThat(tree.leafHash(told.index())).as("entry %d", told.index()).isEqualTo(leaf);
      Checkpoint seen = verified(told.checkpoint(), log);
      Checkpoint other = sizes.putIfAbsent(seen.size(), seen);
      assertThat(other == null || other.equals(seen))
          .as("one root for size %d", seen.size())
          .isTrue();
    }
    for (Checkpoint seen : sizes.values()) {
      assertThat(tree.consistencyProof(seen.size()).proves(seen.root(), last.size(), last.root()))
          .as("size %d is a beginning of the log", seen.size())
          .isTrue();
    }
  }

  /** The chain of index roots: numbers without a gap, each naming the one before. */
  private List<Root> roots(String url) throws Exception {
    List<Root> roots = new ArrayList<>();
    long before = -1;
    while (true) {
      JsonObject page = json(get(url + "/index/roots?after=" + roots.size()));
      for (JsonValue item : page.getArray("roots").items()) {
        JsonObject entry = (JsonObject) item;
        IndexRoot root =
            IndexRoot.find(
                    entry
                        .getObject("opening")
                        .getObject("body")
                        .getObject("value")
                        .getObject("data"))
                .orElseThrow();
        assertThat(root.previous().orElse(-1)).isEqualTo(before);
        before = entry.getInteger("index");
        roots.add(new Root(root, before));
        assertThat(root.number()).isEqualTo(roots.size());
      }
      if (!page.has("next")) {
        return roots;
      }
    }
  }

  /** The newest root is that of the stubs, by code that is not the service's. */
  private void checkIndex(String url, String auditor) throws Exception {
    List<Root> roots = roots(url);
    IndexRoot newest = roots.get(roots.size() - 1).data();
    Map<String, byte[]> salts = new HashMap<>();
    String after = "";
    do {
      JsonObject page = json(getAs(auditor, url + "/v1/index/salts" + after));
      for (JsonValue item : page.getArray("salts").items()) {
        JsonObject salt = (JsonObject) item;
        salts.put(salt.getString("label"), Base64.getUrlDecoder().decode(salt.getString("salt")));
      }
      after = page.findString("next").map(next -> "?after=" + next).orElse("");
    } while (!after.isEmpty());
    ForeignIndex index = new ForeignIndex();
    for (long from = 0; from < newest.coveredSize(); from += 5000) {
      long to = Math.min(newest.coveredSize(), from + 5000);
      for (String line :
          getAs(auditor, url + "/v1/openings?from=" + from + "&to=" + to).lines().toList()) {
        JsonObject entry = json(line);
        Opening opening = Opening.parse(entry.getObject("opening"));
        Stub stub = Stub.parse(opening.stub().value().orElseThrow());
        index.file(
            entry.getInteger("index"),
            opening.entry().toByteArray(),
            stub.labels().stream().map(Hash::hex).toList());
      }
    }

    assertThat(index.root(label -> Optional.ofNullable(salts.get(label)).orElseThrow()))
        .as("root %d, of %d labels", newest.number(), index.labels().size())
        .isEqualTo(newest.root().toByteArray());
  }

  private static JsonObject json(String text) throws Exception {
    return (JsonObject)
        CanonicalJson.parseMessage(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private String getAs(String token, String url) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static Checkpoint verified(String note, NoteVerifier log) throws Exception {
    return Checkpoint.parse(SignedNote.parse(note).verify(log).text());
  }

  private String fetched(String url) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(url).isEqualTo(200);
    return answer.body();
  }

  private final Map<String, byte[]> cache = new ConcurrentHashMap<>();

  private byte[] bytes(String url) throws IOException {
    byte[] known = cache.get(url);
    if (known == null) {
      try {
        HttpResponse<byte[]> answer =
            http.send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
          throw new IOException(url + " answers " + answer.statusCode());
        }
        known = answer.body();
        cache.put(url, known);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    return known;
  }

  private String get(String url) throws IOException {
    return new String(bytes(url), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static java.nio.file.attribute.FileAttribute<?> privateFolder() {
    return java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
        java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
