package dev.tallystick.audit.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.sequencing.TestLog;
import dev.tallystick.events.Event;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.receipt.ReceiptGrade;
import dev.tallystick.keys.FileKms;
import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.Signer;
import dev.tallystick.tlog.AddCheckpoint;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.NoteSigner;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.Policy.QuorumResult;
import dev.tallystick.tlog.SignedNote;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A witness that other people wrote, litewitness of FiloSottile/litetlog, cosigns what the packaged
 * service offers, and refuses a history that was rewritten and signed with the log's own key.
 * Skipped unless {@code -Dtallystick.litewitness=PROGRAM} names it.
 */
class ForeignWitnessIT {
  private final HttpClient http = HttpClient.newHttpClient();
  private final TestEvents events = new TestEvents(Clock.systemUTC());

  @Test
  void litewitness_cosignsOurCheckpointsAndRefusesARewrittenOne(@TempDir Path folder)
      throws Exception {
    assumeTrue(
        Litewitness.isThere(),
        "no litewitness: -Dtallystick.litewitness=PROGRAM names one; see audit-service/README.md");
    Path kms =
        Files.createDirectory(
            folder.resolve("kms"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (LocalIssuer issuer = new LocalIssuer();
        Litewitness witness = Litewitness.start(folder, freePort())) {
      Path file =
          Files.writeString(
              folder.resolve("witnesses"),
              "witness lite %s %s\nquorum lite\n".formatted(witness.vkey(), witness.url()));
      try (Replica service =
          new Replica(
              freePort(),
              TestLog.server().createDatabase("litewitness"),
              issuer.url(),
              kms,
              folder,
              "tallystick.audit.witness-file=" + file + "\n")) {
        service.start();
        service.awaitReady();
        witness.addLog(get(service.url() + "/log/vkey").strip());
        String token = issuer.token(TestEvents.CLIENT);

        // Some rounds at sizes of different shapes, with conflicts in none of them.
        Receipt receipt = awaitWitnessed(service.url(), token, append(service.url(), token));
        for (int more : new int[] {1, 2, 5, 250}) {
          for (int i = 1; i < more; i++) {
            append(service.url(), token);
          }
          receipt = awaitWitnessed(service.url(), token, append(service.url(), token));
        }

        Policy policy =
            Policy.parse(get(service.url() + "/log/policy").getBytes(StandardCharsets.UTF_8));
        assertThat(policy.check(receipt.proof().checkpoint()).quorum()).isEqualTo(QuorumResult.MET);
        assertRewrittenIsRefused(service, witness, kms);
      }
    }
  }

  /** What somebody with the log's key and its database would offer. */
  private void assertRewrittenIsRefused(Replica service, Litewitness witness, Path kms)
      throws Exception {
    Checkpoint last =
        Checkpoint.parse(SignedNote.parse(get(service.url() + "/log/checkpoint")).text());
    service.kill();
    Signer key = FileKms.open(kms).signer(new KeyVersion(new KeyName("log"), 1));
    NoteSigner signer =
        NoteSigner.ed25519(last.origin(), key.verificationKey().toByteArray(), key::sign);
    Hash forged = Hash.sha256("rewritten".getBytes(StandardCharsets.UTF_8));
    SignedNote sameSize =
        SignedNote.sign(new Checkpoint(last.origin(), last.size(), forged).body(), signer);
    SignedNote larger =
        SignedNote.sign(new Checkpoint(last.origin(), last.size() * 2, forged).body(), signer);

    // 409 in the older text of the protocol, 422 in the newer.
    assertThat(offer(witness, last.size(), List.of(), sameSize)).isIn(409, 422);
    assertThat(offer(witness, last.size(), List.of(last.root()), larger)).isEqualTo(422);
    assertThat(offer(witness, 0, List.of(), larger)).isEqualTo(409);
  }

  private int offer(Litewitness witness, long old, List<Hash> proof, SignedNote note)
      throws Exception {
    byte[] request = new AddCheckpoint(new ConsistencyProof(old, proof), note).toByteArray();
    return http.send(
            HttpRequest.newBuilder(URI.create(witness.url() + "/add-checkpoint"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private String append(String url, String token) throws Exception {
    byte[] request = events.freeze();
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url + "/v1/entries"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Event.parse(request).id().toString();
  }

  private Receipt awaitWitnessed(String url, String token, String event) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v1/receipts/" + event))
            .header("Authorization", "Bearer " + token)
            .build();
    return await()
        .atMost(90, SECONDS)
        .until(
            () -> Receipt.parse(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body()),
            receipt -> receipt.grade() == ReceiptGrade.WITNESSED);
  }

  private String get(String url) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static int freePort() throws java.io.IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
