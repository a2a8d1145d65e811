package dev.tallystick.audit.cosigning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tallystick.audit.cosigning.TestWitness.Misbehaviour;
import dev.tallystick.audit.cosigning.WitnessException.Fault;
import dev.tallystick.audit.witness.GrowingLog;
import dev.tallystick.tlog.Cosignature;
import dev.tallystick.tlog.NoteSignature;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.PolicyWitness;
import dev.tallystick.tlog.WitnessAnswer;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is taken from a witness that conforms, and from one that does not. */
class WitnessClientTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LITTLE = Duration.ofMillis(300);
  private static final String TEXT = "text/plain";

  private final GrowingLog log = new GrowingLog("a").grownTo(5);
  private final CountDownLatch over = new CountDownLatch(1);
  private TestWitness witness;
  private WitnessClient client;

  @BeforeEach
  void start() throws Exception {
    witness = new TestWitness("quay");
    witness.know(log.key());
    client = client(PATIENCE);
  }

  private WitnessClient client(Duration patience) throws Exception {
    PolicyWitness named =
        Policy.parse((witness.line() + "quorum quay\n").getBytes(StandardCharsets.UTF_8))
            .witnesses()
            .get(0);
    return new WitnessClient(named, HttpClient.newHttpClient(), patience);
  }

  @AfterEach
  void stop() {
    over.countDown();
    witness.close();
  }

  @Test
  void offer_isCosignedAsTheLogGrows() throws Exception {
    for (int size : List.of(5, 5, 6, 255, 256, 257, 700)) {
      log.grownTo(size);

      NoteSignature line = client.offer(log.checkpoint(), log.tree());

      List<Cosignature> cosignatures =
          log.checkpoint()
              .withSignatures(List.of(line))
              .verify(NoteVerifier.of(witness.key()))
              .cosignatures();
      assertThat(cosignatures).as("size %d", size).hasSize(1);
      assertThat(witness.size(log.key().name())).isEqualTo(size);
    }
    assertThat(witness.requests()).as("without a conflict").isEqualTo(7);
  }

  @Test
  void offer_afterAConflictGoesOnFromTheWitnesssSize() throws Exception {
    client.offer(log.checkpoint(), log.tree());
    WitnessClient another = client(PATIENCE);
    log.grownTo(9);

    another.offer(log.checkpoint(), log.tree());

    assertThat(witness.size(log.key().name())).isEqualTo(9);
    assertThat(witness.requests()).as("one conflict").isEqualTo(3);
  }

  @Test
  void offer_ofASmallerTreeThanTheWitnessKnowsIsNamed() throws Exception {
    client.offer(log.checkpoint(), log.tree());
    GrowingLog restored = new GrowingLog("a").grownTo(3);

    assertFault(Fault.AHEAD, "size 5 of this log, which has 3", restored);
  }

  @Test
  void offer_ofAnotherHistoryIsRefused() throws Exception {
    client.offer(log.checkpoint(), log.tree());
    GrowingLog rewritten = new GrowingLog("b").grownTo(8);

    assertFault(Fault.REFUSED, "answers 422", rewritten);
    assertThat(witness.size(log.key().name())).isEqualTo(5);
  }

  @Test
  void offer_takesNothingFromAWitnessThatLies() throws Exception {
    Map<String, Misbehaviour> lies = new LinkedHashMap<>();
    lies.put(
        "its cosignature does not verify",
        lie(
            honest -> {
              String line = honest.body().strip();
              char last = line.charAt(line.length() - 3);
              String changed =
                  line.substring(0, line.length() - 3)
                      + (last == 'A' ? 'B' : 'A')
                      + line.substring(line.length() - 2);
              return changed + "\n";
            }));
    lies.put(
        "without a signature of its key",
        lie(honest -> honest.body().replace("quay.example", "other.example")));
    lies.put("cosignature does not verify", lie(honest -> "signed, honestly\n"));
    lies.put(
        "409 without a size",
        (exchange, honest) ->
            TestWitness.send(exchange, new WitnessAnswer(409, TEXT, "seventeen\n")));
    for (Map.Entry<String, Misbehaviour> lie : lies.entrySet()) {
      witness.misbehave(lie.getValue());
      assertFault(Fault.INVALID, lie.getKey(), log);
    }
  }

  @Test
  void offer_doesNotRunInCirclesWithAWitnessThatChangesItsMind() throws Exception {
    witness.misbehave(
        (exchange, honest) ->
            TestWitness.send(
                exchange,
                new WitnessAnswer(
                    409, WitnessAnswer.SIZE_TYPE, (witness.requests() % 2 + 1) + "\n")));

    assertFault(Fault.REFUSED, "asked by someone else", log);
    assertThat(witness.requests()).isEqualTo(3);
  }

  @Test
  void offer_endsWithAWitnessThatIsSlowOrEndless() throws Exception {
    client = client(LITTLE);
    witness.misbehave((exchange, honest) -> over.await());
    assertFault(Fault.AWAY, "does not answer in time", log);

    witness.misbehave(
        (exchange, honest) -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 20; i++) {
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            // The subject: an answer that never stops and never ends.
            Thread.sleep(100);
          }
        });
    assertFault(Fault.AWAY, "does not answer in time", log);

    client = client(PATIENCE);
    witness.misbehave(
        (exchange, honest) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[1 << 16]);
        });
    assertFault(Fault.AWAY, "cannot be reached", log);
  }

  @Test
  void offer_toAWitnessThatIsAwayOrBrokenMayBeRepeated() throws Exception {
    witness.misbehave(
        (exchange, honest) -> TestWitness.send(exchange, new WitnessAnswer(503, TEXT, "later\n")));
    assertFault(Fault.AWAY, "answers 503", log);

    witness.misbehave(null);
    assertThat(client.offer(log.checkpoint(), log.tree())).isNotNull();

    witness.close();
    assertFault(Fault.AWAY, "cannot be reached", log);
  }

  /** Says something else whenever it should have cosigned. */
  private static Misbehaviour lie(Function<WitnessAnswer, String> body) {
    return (exchange, honest) ->
        TestWitness.send(
            exchange,
            honest.isCosigned() ? new WitnessAnswer(200, TEXT, body.apply(honest)) : honest);
  }

  private void assertFault(Fault fault, String message, GrowingLog offered) {
    assertThatExceptionOfType(WitnessException.class)
        .isThrownBy(() -> client.offer(offered.checkpoint(), offered.tree()))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.fault()).as(e.getMessage()).isEqualTo(fault));
  }
}
