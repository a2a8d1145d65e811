package dev.tallystick.audit.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.cosigning.TestWitness;
import dev.tallystick.audit.sequencing.TestLog;
import dev.tallystick.events.Event;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.receipt.ReceiptGrade;
import dev.tallystick.postgres.Database;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.Policy.Acceptance;
import dev.tallystick.tlog.Policy.QuorumResult;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.VerifierKey;
import dev.tallystick.tlog.WitnessAnswer;
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
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two packaged replicas and two witnesses: cosigned when both are there, on time and honest when
 * one is not, and again when the replica that asked them was killed.
 */
@Tag("ci")
class WitnessesIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final HttpClient http = HttpClient.newHttpClient();
  private final TestEvents events = new TestEvents(Clock.systemUTC());

  @Test
  void checkpoints_areCosignedByAQuorumOrPublishedWithout(@TempDir Path folder) throws Exception {
    Path kms =
        Files.createDirectory(
            folder.resolve("kms"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (TestWitness quay = new TestWitness("quay");
        TestWitness pier = new TestWitness("pier");
        LocalIssuer issuer = new LocalIssuer()) {
      Path file =
          Files.writeString(
              folder.resolve("witnesses"),
              quay.line() + pier.line() + "group both all quay pier\nquorum both\n");
      String more = "tallystick.audit.witness-file=" + file + "\n";
      Database database = TestLog.server().createDatabase("witnesses");
      try (Replica first = new Replica(freePort(), database, issuer.url(), kms, folder, more);
          Replica second = new Replica(freePort(), database, issuer.url(), kms, folder, more)) {
        first.start();
        first.awaitReady();
        String token = issuer.token(TestEvents.CLIENT);

        String event = append(first, token);
        assertThat(receipt(first, token, event).grade()).isEqualTo(ReceiptGrade.DURABLE);
        assertThat(await(() -> checkpoint(first), found -> found.checkpoint().size() > 0).quorum())
            .as("public before any witness knows the log")
            .isEqualTo(QuorumResult.NOT_MET);

        VerifierKey log = VerifierKey.parse(get(first.url() + "/log/vkey").strip());
        quay.know(log);
        pier.know(log);
        assertWitnessed(first, token, event);

        second.start();
        second.awaitReady();
        pier.misbehave((exchange, honest) -> exchange.sendResponseHeaders(500, -1));
        assertPublishedWithoutAQuorum(first, token);
        pier.misbehave(WitnessesIT::signedBySomeoneElse);
        assertPublishedWithoutAQuorum(first, token);
        assertThat(await(() -> get(first.url() + "/q/health/well"), w -> w.contains("verify")))
            .contains("\"pier\": \"its cosignature does not verify");

        pier.misbehave(null);
        assertWitnessed(first, token, append(first, token));
        first.kill();
        assertWitnessed(second, token, append(second, token));
      }
    }
  }

  private static void signedBySomeoneElse(
      com.sun.net.httpserver.HttpExchange exchange, WitnessAnswer honest)
      throws java.io.IOException {
    String body = honest.body();
    TestWitness.send(
        exchange,
        honest.isCosigned()
            ? new WitnessAnswer(
                200, honest.contentType(), body.replaceFirst("(.*)....\n", "$1AAA=\n"))
            : honest);
  }

  private void assertWitnessed(Replica replica, String token, String event) throws Exception {
    Receipt receipt =
        await(() -> receipt(replica, token, event), r -> r.grade() == ReceiptGrade.WITNESSED);
    Policy policy = policy(replica);
    Acceptance cited = policy.check(receipt.proof().checkpoint());
    assertThat(cited.quorum()).isEqualTo(QuorumResult.MET);
    assertThat(cited.cosignatures()).hasSize(2);
    assertThat(receipt.policyHash()).isEqualTo(policy.hash().orElseThrow());
    assertThat(
            receipt.verify(
                dev.tallystick.tlog.NoteVerifier.parse(get(replica.url() + "/log/vkey").strip())))
        .isNotNull();
    // What was published while nobody cosigned stays until a quorum has come as far.
    Acceptance published =
        await(() -> checkpoint(replica), found -> found.quorum() == QuorumResult.MET);
    assertThat(published.checkpoint().size()).isGreaterThan(receipt.index());
  }

  /** One of two is missing: entries are logged and public all the same, and nobody pretends. */
  private void assertPublishedWithoutAQuorum(Replica replica, String token) throws Exception {
    String event = append(replica, token);
    long index = receipt(replica, token, event).index();

    Acceptance published =
        await(() -> checkpoint(replica), found -> found.checkpoint().size() > index);

    assertThat(published.quorum()).isEqualTo(QuorumResult.NOT_MET);
    assertThat(published.signers()).as("the note itself holds").hasSize(1);
    assertThat(receipt(replica, token, event).grade()).isEqualTo(ReceiptGrade.DURABLE);
  }

  private String append(Replica replica, String token) throws Exception {
    byte[] request = events.freeze();
    HttpResponse<String> answer =
        http.send(
            request(replica.url() + "/v1/entries", token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Event.parse(request).id().toString();
  }

  private Receipt receipt(Replica replica, String token, String event) throws Exception {
    HttpResponse<byte[]> answer =
        http.send(
            request(replica.url() + "/v1/receipts/" + event, token).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return Receipt.parse(answer.body());
  }

  private Acceptance checkpoint(Replica replica) throws Exception {
    return policy(replica).check(SignedNote.parse(get(replica.url() + "/log/checkpoint")));
  }

  private Policy policy(Replica replica) throws Exception {
    return Policy.parse(get(replica.url() + "/log/policy").getBytes(StandardCharsets.UTF_8));
  }

  private String get(String url) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static HttpRequest.Builder request(String url, String token) {
    return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
  }

  private static <T> T await(Callable<T> question, Predicate<T> isAnswer) {
    return Awaitility.await().atMost(LIMIT).until(question, isAnswer);
  }

  private static int freePort() throws java.io.IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
