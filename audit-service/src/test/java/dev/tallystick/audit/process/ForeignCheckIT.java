package dev.tallystick.audit.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.process.ForeignChecker.Head;
import dev.tallystick.audit.sequencing.TestLog;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileReader;
import dev.tallystick.tlog.TileTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The public files of the packaged service, mirrored with nothing but HTTP at sizes around the
 * width of a tile, hold for verifiers that other people wrote; one changed byte does not. {@code
 * -Pendurance} goes to a log with tiles of the third level, and asks Go's libraries too where
 * Debian's packages of them are installed ({@code golang-go golang-golang-x-mod-dev
 * golang-github-transparency-dev-merkle-dev golang-github-transparency-dev-formats-dev}).
 */
class ForeignCheckIT {
  private static final List<Integer> SIZES =
      Boolean.getBoolean("tallystick.endurance")
          ? List.of(1, 255, 256, 257, 70_000)
          : List.of(1, 255, 256, 257);
  private static final int BATCH = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** So that the log has the size that was appended. */
  private static final String NO_INDEX_ROOTS = "tallystick.audit.index-interval=4H\n";

  private final HttpClient http = HttpClient.newHttpClient();
  private final TestEvents events = new TestEvents(Clock.systemUTC());
  private final List<String> answers = new ArrayList<>();

  @Test
  void mirror_ofEachSizeHoldsForOtherPeoplesVerifiers(@TempDir Path folder) throws Exception {
    Path kms =
        Files.createDirectory(
            folder.resolve("kms"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (LocalIssuer issuer = new LocalIssuer();
        Replica service =
            new Replica(
                freePort(),
                TestLog.server().createDatabase("mirrored"),
                issuer.url(),
                kms,
                folder,
                NO_INDEX_ROOTS)) {
      service.start();
      service.awaitReady();
      String token = issuer.token(TestEvents.CLIENT);
      ForeignChecker checker = new ForeignChecker(text(get(service.url() + "/log/vkey")));

      List<Mirror> mirrors = new ArrayList<>();
      int size = 0;
      for (int next : SIZES) {
        append(service.url(), token, next - size);
        size = next;
        mirrors.add(mirror(service.url(), next, checker));
      }

      for (int older = 0; older < mirrors.size(); older++) {
        mirrors.get(older).check();
        for (Mirror newer : mirrors.subList(older + 1, mirrors.size())) {
          newer.checkExtends(mirrors.get(older));
        }
      }
      assertChangedBytesAreRefused(mirrors.get(2), checker);
      if (Boolean.getBoolean("tallystick.endurance") && GoChecker.isInstalled()) {
        String vkey = text(get(service.url() + "/log/vkey")).strip();
        checkInGo(GoChecker.build(folder), vkey, mirrors, folder);
      }
    }
  }

  /** The same mirrors, and one changed byte in files of them, for the checkers of Go. */
  private static void checkInGo(GoChecker go, String vkey, List<Mirror> mirrors, Path folder)
      throws Exception {
    List<Path> folders = new ArrayList<>();
    for (Mirror mirror : mirrors) {
      Path one = folder.resolve("mirror-" + mirror.head.size);
      folders.add(GoChecker.write(one, mirror.note, mirror.files));
    }
    assertThat(go.accepts(vkey, folders.toArray(Path[]::new))).isTrue();
    assertThat(go.accepts(vkey, folders.get(1), folders.get(0))).as("a log that shrinks").isFalse();
    Mirror small = mirrors.get(3);
    for (String path : small.files.keySet()) {
      refuseChanged(go, vkey, small, path, folders.get(3));
    }
    Mirror large = mirrors.get(mirrors.size() - 1);
    for (String path : List.of("tile/entries/100", "tile/0/272", "tile/1/001.p/17")) {
      refuseChanged(go, vkey, large, path, folders.get(mirrors.size() - 1));
    }
  }

  private static void refuseChanged(
      GoChecker go, String vkey, Mirror mirror, String path, Path mirrored) throws Exception {
    byte[] file = mirror.file(path);
    byte[] changed = file.clone();
    changed[changed.length / 2] ^= 1;
    Files.write(mirrored.resolve(path), changed);
    assertThat(go.accepts(vkey, mirrored)).as(path).isFalse();
    Files.write(mirrored.resolve(path), file);
  }

  private static void assertChangedBytesAreRefused(Mirror mirror, ForeignChecker checker) {
    for (String path : mirror.files.keySet()) {
      Map<String, byte[]> files = new HashMap<>(mirror.files);
      byte[] changed = mirror.file(path).clone();
      changed[changed.length / 2] ^= 1;
      files.put(path, changed);

      assertThatThrownBy(() -> new Mirror(mirror.head, files).check())
          .as(path)
          .isInstanceOf(ForeignChecker.Refused.class);
    }
    byte[] note = mirror.note;
    for (int at : new int[] {0, text(note).indexOf('\n') + 1, note.length - 5}) {
      byte[] changed = note.clone();
      changed[at] ^= 1;
      assertThatThrownBy(() -> checker.head(changed))
          .as("byte %d", at)
          .isInstanceOf(RuntimeException.class);
    }
  }

  /** Appends events and keeps the answers. */
  private void append(String url, String token, int count) throws Exception {
    for (int left = count; left > 0; left -= BATCH) {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      for (int i = 0; i < Math.min(left, BATCH); i++) {
        lines.writeBytes(events.freeze());
        lines.write('\n');
      }
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(url + "/v1/entries"))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/x-ndjson")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(lines.toByteArray()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      answers.addAll(answer.body().lines().toList());
    }
  }

  private Mirror mirror(String url, int size, ForeignChecker checker) throws Exception {
    byte[] note = awaitCheckpoint(url + "/log/checkpoint", size, checker);
    Head head = checker.head(note);
    assertThat(head.size).isEqualTo(size);
    Map<String, byte[]> files = new HashMap<>();
    for (long level = -1, width = size;
        width > 0;
        level++, width = level <= 0 ? width : width >> 8) {
      for (long tile = 0; tile * 256 < width; tile++) {
        int hashes = (int) Math.min(256, width - tile * 256);
        String path = new Tile((int) level, tile, hashes).path();
        files.put(path, get(url + "/log/" + path));
      }
    }
    Mirror mirror = new Mirror(head, files);
    mirror.note = note;
    checkAnswers(mirror, checker);
    return mirror;
  }

  /** The published checkpoint follows once a second, and is not there before the first entry. */
  private byte[] awaitCheckpoint(String url, int size, ForeignChecker checker) {
    return await()
        .atMost(90, SECONDS)
        .until(
            () -> fetch(url),
            answer -> answer.statusCode() == 200 && checker.head(answer.body()).size >= size)
        .body();
  }

  /** The proof in each answer holds for sigstore-java, with the checkpoint beside it. */
  private void checkAnswers(Mirror mirror, ForeignChecker checker) throws IOException {
    List<byte[]> leaves = mirror.leaves();
    Map<String, Head> heads = new HashMap<>();
    for (String line : answers) {
      JsonNode answer = JSON.readTree(line);
      byte[] note = answer.get("checkpoint").asText().getBytes(StandardCharsets.UTF_8);
      Head head = heads.computeIfAbsent(text(note), same -> checker.head(note));
      List<byte[]> proof = new ArrayList<>();
      answer
          .get("inclusionProof")
          .forEach(hash -> proof.add(Base64.getDecoder().decode(hash.asText())));
      long index = answer.get("index").asLong();
      ForeignChecker.checkInclusion(leaves.get((int) index), index, head, proof);
    }
    answers.clear();
  }

  private HttpResponse<byte[]> fetch(String url) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private byte[] get(String url) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = fetch(url);
    assertThat(answer.statusCode()).as(url).isEqualTo(200);
    return answer.body();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The files of the log at one size. */
  private static final class Mirror {
    final Head head;
    final Map<String, byte[]> files;
    byte[] note = new byte[0];

    Mirror(Head head, Map<String, byte[]> files) {
      this.head = head;
      this.files = files;
    }

    byte[] file(String path) {
      byte[] bytes = files.get(path);
      if (bytes == null) {
        throw new AssertionError("not mirrored: " + path);
      }
      return bytes;
    }

    private byte[] tile(int level, long index, int width) {
      return file(new Tile(level, index, width).path());
    }

    /** All leaf hashes, from the entry bundles. */
    List<byte[]> leaves() {
      List<byte[]> leaves = new ArrayList<>();
      for (long first = 0; first < head.size; first += 256) {
        int width = (int) Math.min(256, head.size - first);
        List<byte[]> some = ForeignChecker.leaves(tile(-1, first / 256, width));
        ForeignChecker.require(some.size() == width, "the width of a bundle");
        leaves.addAll(some);
      }
      return leaves;
    }

    /** Entries give the tiles of level 0, full tiles those above, and all of them the root. */
    void check() {
      List<byte[]> hashes = leaves();
      ForeignChecker.require(
          Arrays.equals(ForeignChecker.root(hashes), head.root), "the root of the checkpoint");
      for (int level = 0; !hashes.isEmpty(); level++) {
        List<byte[]> above = new ArrayList<>();
        for (int first = 0; first < hashes.size(); first += 256) {
          List<byte[]> some = hashes.subList(first, Math.min(hashes.size(), first + 256));
          List<byte[]> served = ForeignChecker.hashes(tile(level, first / 256, some.size()));
          ForeignChecker.require(served.size() == some.size(), "the width of a tile");
          for (int i = 0; i < some.size(); i++) {
            ForeignChecker.require(Arrays.equals(served.get(i), some.get(i)), "a tile");
          }
          if (some.size() == 256) {
            above.add(ForeignChecker.root(some));
          }
        }
        hashes = above;
      }
    }

    /** The proof that our library reads from these tiles is the one that RFC 6962 defines. */
    void checkExtends(Mirror older) throws IOException {
      TileReader reader = tile -> file(tile.path());
      List<byte[]> proof =
          new TileTree(reader, head.size)
              .consistencyProof(older.head.size).path().stream().map(Hash::toByteArray).toList();
      ForeignChecker.checkConsistency(leaves(), older.head, head, proof);
    }
  }
}
