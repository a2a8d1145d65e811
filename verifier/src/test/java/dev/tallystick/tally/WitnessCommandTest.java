package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.tlog.AddCheckpoint;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.Cosignature;
import dev.tallystick.tlog.CosignerKey;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.VerifiedCheckpoint;
import dev.tallystick.tlog.VerifierKey;
import dev.tallystick.tlog.WitnessAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol over HTTP, answer by answer. */
class WitnessCommandTest {
  private static final long TIME = 1_767_324_900;
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(TIME));
  private static final String TEXT = "text/plain; charset=utf-8";

  @TempDir private Path folder;
  private Path key;
  private Path state;

  @BeforeEach
  void makeKey() {
    key = folder.resolve("witness.key");
    state = folder.resolve("state");
    assertThat(
            Run.tally("witness", "--new-key", "witness.example/quay", "--key", key.toString())
                .exitCode())
        .isZero();
  }

  private RunningWitness start(String... logs) throws Exception {
    return RunningWitness.start(CLOCK, state, key, logs);
  }

  private RunningWitness start() throws Exception {
    return start(SampleLog.VKEY);
  }

  private VerifierKey witnessKey() throws Exception {
    return CosignerKey.parse(Files.readString(key).strip()).verifierKey();
  }

  @Test
  void post_isAnsweredWithACosignatureThatAPolicyAccepts() throws Exception {
    SampleLog log = SampleLog.ofSize(300);
    try (RunningWitness witness = start()) {
      WitnessAnswer answer = witness.post(WitnessRequests.grow(0, 300));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.contentType()).isEqualTo(TEXT);
      SignedNote note = log.note().withSignatures(answer.cosignatures());
      assertThat(
              VerifiedCheckpoint.verify(
                      note, NoteVerifier.parse(SampleLog.VKEY), NoteVerifier.of(witnessKey()))
                  .cosignatures())
          .containsExactly(new Cosignature(witnessKey(), TIME));
      assertThat(witness.started().get("key").asText()).isEqualTo(witnessKey().toString());
      log.files().put("checkpoint", note.toByteArray());
    }
    Path policy = folder.resolve("policy");
    Files.writeString(
        policy, "log %s\nwitness quay %s\nquorum quay\n".formatted(SampleLog.VKEY, witnessKey()));
    Path published = folder.resolve("log");
    log.writeTo(published);

    Run run = Run.tally("fsck", published.toString(), "--policy", policy.toString());

    assertThat(run.line("witnesses"))
        .isEqualTo(
            "witnesses | holds | quorum quay is met: cosigned by quay at 2026-01-02T03:35:00Z");
  }

  @Test
  void post_isAnsweredByTheTable() throws Exception {
    SampleLog forked = SampleLog.of(List.of(SampleLog.entry(7), SampleLog.entry(8)));
    Hash stranger = SampleLog.entry(0);
    try (RunningWitness witness = start()) {
      assertThat(witness.post(WitnessRequests.grow(0, 2)).status()).isEqualTo(200);

      assertAnswer(witness, "old 2\n", 400, "no empty line before the checkpoint");
      assertAnswer(
          witness,
          WitnessRequests.of(WitnessRequests.proof(3, 2), SampleLog.ofSize(2).note()),
          400,
          "the old size is larger than that of the checkpoint");
      assertAnswer(
          witness,
          WitnessRequests.of(
              WitnessRequests.proof(2, 5),
              SignedNote.sign(
                  SampleLog.ofSize(5).note().text(), SampleLog.key(SampleLog.ORIGIN, 2).signer())),
          403,
          "no signature of a trusted key");
      assertAnswer(
          witness,
          WitnessRequests.of(
              WitnessRequests.proof(0, 1),
              SignedNote.sign(
                  "elsewhere.example\n1\n" + stranger.base64() + "\n", SampleLog.KEY.signer())),
          404,
          "the origin is not that of a log known here");
      assertThat(witness.post(WitnessRequests.grow(1, 5)))
          .isEqualTo(new WitnessAnswer(409, "text/x.tlog.size", "2\n"));
      assertThat(witness.post(WitnessRequests.grow(0, 5)))
          .isEqualTo(new WitnessAnswer(409, "text/x.tlog.size", "2\n"));
      assertAnswer(
          witness,
          WitnessRequests.of(
              new ConsistencyProof(2, List.of(stranger)), SampleLog.ofSize(5).note()),
          422,
          "the consistency proof does not verify");
      assertAnswer(
          witness,
          WitnessRequests.of(WitnessRequests.proof(2, 2), forked.note()),
          422,
          "this size has been cosigned with another root");
      assertThat(witness.post(WitnessRequests.grow(2, 5)).status()).isEqualTo(200);
    }
  }

  @Test
  void http_isAnsweredBeyondTheProtocol() throws Exception {
    try (RunningWitness witness = start()) {
      assertThat(witness.send("GET", "/add-checkpoint", new byte[0]))
          .isEqualTo(new WitnessAnswer(405, TEXT, "only POST\n"));
      assertThat(witness.send("POST", "/add-checkpoints", new byte[0]))
          .isEqualTo(new WitnessAnswer(404, TEXT, "no such path; there is /add-checkpoint\n"));
      assertThat(witness.post(new byte[AddCheckpoint.MAX_SIZE + 1]))
          .isEqualTo(new WitnessAnswer(413, TEXT, "longer than 131072 bytes\n"));
      assertThat(witness.post(new byte[AddCheckpoint.MAX_SIZE]).status()).isEqualTo(400);
    }
  }

  private static void assertAnswer(
      RunningWitness witness, String request, int status, String reason) throws Exception {
    assertAnswer(witness, request.getBytes(UTF_8), status, reason);
  }

  private static void assertAnswer(
      RunningWitness witness, byte[] request, int status, String reason) throws Exception {
    assertThat(witness.post(request)).isEqualTo(new WitnessAnswer(status, TEXT, reason + "\n"));
  }

  @Test
  void start_remembersEachLog() throws Exception {
    var other = SampleLog.key("other.example/log", 9);
    SignedNote note =
        SignedNote.sign(
            "other.example/log\n1\n" + SampleLog.entry(0).base64() + "\n", other.signer());
    String vkey = other.verifierKey().toString();
    try (RunningWitness witness = start(SampleLog.VKEY, vkey)) {
      witness.post(WitnessRequests.grow(0, 5));
      witness.post(WitnessRequests.of(WitnessRequests.proof(0, 1), note));
    }

    try (RunningWitness witness = start(SampleLog.VKEY, vkey)) {
      assertThat(witness.started().get("logs").toString())
          .isEqualTo(
              "[{\"origin\":\"%s\",\"size\":5},{\"origin\":\"other.example/log\",\"size\":1}]"
                  .formatted(SampleLog.ORIGIN));
      assertThat(witness.post(WitnessRequests.grow(0, 7)).latestSize()).hasValue(5);
      assertThat(witness.post(WitnessRequests.grow(5, 7)).status()).isEqualTo(200);
    }
  }

  @Test
  void state_belongsToOneProcess() throws Exception {
    try (RunningWitness witness = start()) {
      Run second = run();

      assertThat(second.line("state"))
          .isEqualTo("state | cannot tell | %s: another process is using it".formatted(state));
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(witness.post(WitnessRequests.grow(0, 5)).status()).isEqualTo(200);
    }
  }

  @Test
  void state_thatIsNotItsOwnStopsTheStart() throws Exception {
    try (RunningWitness witness = start()) {
      witness.post(WitnessRequests.grow(0, 5));
    }
    Path file = stateFile();
    byte[] kept = Files.readAllBytes(file);
    byte[] changed = kept.clone();
    changed[SampleLog.ORIGIN.length() + 1] = '6';

    Files.write(file, changed);
    assertThat(run().line("state")).contains("not a checkpoint that this witness has cosigned");
    Files.write(file, new byte[0]);
    assertThat(run().line("state")).contains("not a checkpoint that this witness has cosigned");
    Files.write(file, kept);
    Files.delete(key);
    makeKey();
    assertThat(run().line("state"))
        .isEqualTo(
            "state | cannot tell | %s: not a checkpoint that this witness has cosigned: no signature of a trusted key"
                .formatted(file));
    assertThat(run().exitCode()).isEqualTo(2);
  }

  @Test
  void state_ofAnotherLogStopsTheStart() throws Exception {
    try (RunningWitness witness = start()) {
      witness.post(WitnessRequests.grow(0, 5));
    }
    Hash name = Hash.sha256("other.example/log".getBytes(UTF_8));
    Files.move(stateFile(), state.resolve(name.hex() + ".checkpoint"));
    String vkey = SampleLog.key("other.example/log", 9).verifierKey().toString();

    assertThat(run("--log", vkey).line("state"))
        .endsWith(": is about %s, not other.example/log".formatted(SampleLog.ORIGIN));
  }

  /** A write that fails leaves it open what is kept; only a new start can tell. */
  @Test
  void state_thatCannotBeKeptEndsTheWitness() throws Exception {
    try (RunningWitness witness = start()) {
      witness.post(WitnessRequests.grow(0, 5));
      Path unfinished = state.resolve(stateFile().getFileName() + ".tmp");
      Files.createDirectory(unfinished);

      WitnessAnswer answer = witness.post(WitnessRequests.grow(5, 7));

      assertThat(answer)
          .isEqualTo(new WitnessAnswer(503, TEXT, "the witness cannot keep what it cosigns\n"));
      assertThat(witness.report().get("checks").get(0).get("detail").asText())
          .startsWith(stateFile() + ": cannot be written: ");
      assertThat(witness.exitCode()).isEqualTo(2);
      Files.delete(unfinished);
    }
    try (RunningWitness witness = start()) {
      assertThat(witness.post(WitnessRequests.grow(5, 7)).status()).isEqualTo(200);
    }
  }

  /** Whoever is being answered when the witness has to end is answered to the end. */
  @Test
  void state_thatCannotBeKeptCutsNobodyOff() throws Exception {
    byte[] body = WitnessRequests.grow(5, 9);
    try (RunningWitness witness = start()) {
      witness.post(WitnessRequests.grow(0, 5));
      Files.createDirectory(state.resolve(stateFile().getFileName() + ".tmp"));
      URI url = URI.create(witness.started().get("url").asText());
      try (Socket slow = new Socket(url.getHost(), url.getPort())) {
        BufferedReader answer =
            new BufferedReader(new InputStreamReader(slow.getInputStream(), UTF_8));
        slow.getOutputStream()
            .write(
                "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n"
                    .formatted(body.length)
                    .getBytes(UTF_8));
        // Sent by the thread that will answer it.
        assertThat(answer.readLine()).isEqualTo("HTTP/1.1 100 Continue");
        assertThat(Stream.generate(() -> line(answer)).anyMatch(String::isEmpty)).isTrue();

        assertThat(witness.post(WitnessRequests.grow(5, 7)).status()).isEqualTo(503);
        assertThat(witness.report().get("checks").get(0).get("name").asText()).isEqualTo("state");
        slow.getOutputStream().write(body);

        assertThat(answer.readLine()).isEqualTo("HTTP/1.1 503 Service Unavailable");
        assertThat(answer.lines().toList()).last().asString().contains("cannot keep");
      }
      assertThat(witness.exitCode()).isEqualTo(2);
    }
  }

  private static String line(BufferedReader reader) {
    try {
      return Objects.requireNonNull(reader.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path stateFile() throws Exception {
    try (Stream<Path> files = Files.list(state)) {
      return files.filter(f -> f.toString().endsWith(".checkpoint")).findFirst().orElseThrow();
    }
  }

  @Test
  void key_isMadeOnceAndForItsOwnerAlone() throws Exception {
    Run again = Run.tally("witness", "--new-key", "x", "--key", key.toString());

    assertThat(again.line("key"))
        .isEqualTo("key | cannot tell | %s: is there already".formatted(key));
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    Run json =
        Run.tally("witness", "--new-key", "x", "--key", folder.resolve("x").toString(), "--json");
    assertThat(VerifierKey.parse(json.json().get("key").asText()).name()).isEqualTo("x");
    assertThat(json.out()).doesNotContain("PRIVATE");
  }

  @Test
  void key_thatCannotBeUsedStopsTheStart() throws Exception {
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(run().line("state"))
        .isEqualTo(
            "state | cannot tell | %s: others than its owner can use it; chmod 600 it"
                .formatted(key));
    Files.delete(key);
    assertThat(run().line("state")).endsWith(key + ": cannot be read");
    Files.writeString(key, SampleLog.KEY.toSecretText());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertThat(run().line("state"))
        .endsWith("not the key of a witness: a signer key is of type COSIGNATURE_V1, not ED25519");
  }

  @Test
  void usage_isRefused() throws Exception {
    assertThat(run("--log", "x").line("key")).contains("--log: not a verifier key");
    assertThat(run("--log", witnessKey().toString()).line("key"))
        .endsWith("a log's key is of type ED25519, not COSIGNATURE_V1");
    for (String address : List.of("8080", "127.0.0.1", ":80", "127.0.0.1:65536", "h:x", "h:")) {
      Run run = listen(address);
      assertThat(run.err())
          .contains("--listen: %s: not an address of the form host:port".formatted(address));
      assertThat(run.exitCode()).isEqualTo(2);
    }
    String own = key.toString();
    assertThat(Run.tally("witness", "--key", own, "--listen", "h:1", "--state", "s").err())
        .contains("Missing required option: '--log=VKEY'");
    assertThat(Run.tally("witness", "--key", own, "--state", "s").err())
        .contains("Missing required option: '--listen'");
    assertThat(Run.tally("witness", "--key", own, "--listen", "h:1").err())
        .contains("Missing required option: '--state'");
    assertThat(Run.tally("witness", "--key", own + "2", "--new-key", "a b").err())
        .contains("--new-key: not a key name");
  }

  @Test
  void address_thatIsTakenStopsTheStart() throws Exception {
    try (LogServer taken = LogServer.of(SampleLog.ofSize(1).files())) {
      Run run = listen(taken.url().replace("http://", ""));

      assertThat(run.line("listening")).startsWith("listening | cannot tell | 127.0.0.1:");
      assertThat(run.exitCode()).isEqualTo(2);
    }
  }

  private Run run(String... logs) {
    String[] log = logs.length == 0 ? new String[] {"--log", SampleLog.VKEY} : logs;
    return run("127.0.0.1:0", log);
  }

  private Run listen(String address) {
    return run(address, new String[] {"--log", SampleLog.VKEY});
  }

  private Run run(String address, String[] logs) {
    return Run.tally(
        Stream.concat(
                Stream.of("witness", "--listen", address, "--state", state.toString()),
                Stream.concat(Stream.of("--key", key.toString()), Stream.of(logs)))
            .toArray(String[]::new));
  }
}
