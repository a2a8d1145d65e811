package dev.tallystick.demo;

import static dev.tallystick.demo.StepDiffersException.check;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.demo.request.ObligationAnswer;
import dev.tallystick.demo.request.ObligationReport;
import dev.tallystick.demo.request.ObligationRequest;
import dev.tallystick.demo.request.ShownObligation;
import dev.tallystick.demo.request.ShownScoreboard;
import dev.tallystick.demo.request.ShownStanding;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.TypedId;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Three platforms say how far they are with a duty, each before it knows the others' word: first a
 * hash, and what opens it at one instant for all.
 */
final class Pledge {
  /** Long enough for three reports; the story goes on meanwhile. */
  private static final Duration UNTIL_OPENED = Duration.ofSeconds(15);

  private static final byte[] DOMAIN = "tallystick/obligation/v1".getBytes(US_ASCII);
  private static final byte[] ZERO = {0};
  private static final int TRIES = 60;
  private static final long PAUSE_MILLIS = 250;

  /** What each of them will say. */
  private static final SortedMap<String, String> WORDS =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of("mall-east", "DONE", "pay-south", "PARTLY", "ride-west", "NOT_STARTED")));

  private final RunningSuite suite;
  private final Instant opensAt;
  private final String obligation;
  private final Map<String, String> nonces = new TreeMap<>();

  private Pledge(RunningSuite suite, Instant opensAt, String obligation) {
    this.suite = suite;
    this.opensAt = opensAt;
    this.obligation = obligation;
  }

  /** The regulator sets the duty, and each platform commits. */
  static Pledge commit(RunningSuite suite)
      throws RefusedException, IOException, InterruptedException {
    Instant opensAt = suite.clock().instant().plus(UNTIL_OPENED);
    ObligationRequest request =
        new ObligationRequest(
            "Lenders get data through a licensed bureau only",
            "R01",
            List.copyOf(WORDS.keySet()),
            DemoTimes.localDay(opensAt),
            opensAt);
    JsonObject set =
        suite
            .as(Cast.REGULATOR)
            .post(suite.endpoints().consent("/v1/obligations"), request.toJson(), key(suite));
    Pledge pledge = new Pledge(suite, opensAt, ObligationAnswer.read(set).obligation());
    for (String party : WORDS.keySet()) {
      pledge.commit(party);
    }
    return pledge;
  }

  private void commit(String party) throws RefusedException, IOException, InterruptedException {
    byte[] random = new byte[32];
    suite.random().nextBytes(random);
    String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    nonces.put(party, nonce);
    Hash hash = hash(party, word(party), nonce);
    JsonObject unused =
        report(party, new ObligationReport("COMMITTED", Optional.of(hash), Optional.empty()));
  }

  private static String word(String party) {
    return WORDS.getOrDefault(party, "");
  }

  String told() {
    return "%s by %s, opened at %s"
        .formatted(obligation, String.join(", ", WORDS.keySet()), opensAt);
  }

  /** Each opens its word at the instant, and anybody recomputes what the public board shows. */
  String reveal(FileVerifier tally)
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    TimeUnit.MILLISECONDS.sleep(
        Math.max(0, Duration.between(suite.clock().instant(), opensAt).toMillis()) + 100);
    for (String party : WORDS.keySet()) {
      JsonObject unused =
          report(
              party,
              new ObligationReport(
                  word(party), Optional.empty(), Optional.of(nonces.getOrDefault(party, ""))));
    }
    List<String> words = new ArrayList<>();
    for (ShownStanding standing : opened().parties()) {
      checkWord(standing);
      checkReceipts(standing, tally);
      words.add(standing.party() + " " + standing.status());
    }
    return String.join(", ", words) + "; hashes and receipts of both entries hold";
  }

  /** The public board, as soon as it has heard of the last opening. */
  private ShownObligation opened()
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    for (int i = 0; i < TRIES; i++) {
      JsonObject board = board();
      Optional<ShownObligation> found =
          ShownScoreboard.read(board).obligations().stream()
              .filter(each -> each.id().equals(obligation))
              .filter(each -> each.parties().stream().allMatch(one -> one.nonce().isPresent()))
              .findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new StepDiffersException("the scoreboard does not show " + obligation + " opened");
  }

  private void checkWord(ShownStanding standing) throws StepDiffersException {
    String party = standing.party();
    check(standing.status().equals(word(party)), party + " is shown as " + standing.status());
    String recomputed = hash(party, standing.status(), standing.nonce().orElseThrow()).hex();
    check(standing.commitment().equals(Optional.of(recomputed)), party + "'s hash is another one");
  }

  private void checkReceipts(ShownStanding standing, FileVerifier tally)
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    for (String event :
        List.of(
            standing.committed().orElseThrow().eventId(),
            standing.opened().orElseThrow().eventId())) {
      byte[] receipt = anybody("/v1/scoreboard/receipts/" + event).getBytes(UTF_8);
      FileVerifier.Outcome verified = tally.verify("obligation", receipt);
      check(verified.exitCode() == 0, "the receipt of " + event + ": " + verified.output());
    }
  }

  private Hash hash(String party, String status, String nonce) {
    return Hash.sha256(
        DOMAIN,
        ZERO,
        obligation.getBytes(US_ASCII),
        ZERO,
        party.getBytes(US_ASCII),
        ZERO,
        status.getBytes(US_ASCII),
        ZERO,
        Base64.getUrlDecoder().decode(nonce));
  }

  private JsonObject report(String party, ObligationReport report)
      throws RefusedException, IOException, InterruptedException {
    ApiClient client = suite.as(party);
    URI uri = suite.endpoints().consent("/v1/obligations/" + obligation + "/reports");
    return client.post(uri, report.toJson(), key(suite));
  }

  private JsonObject board() throws RefusedException, IOException, InterruptedException {
    try {
      byte[] board = anybody("/v1/scoreboard").getBytes(UTF_8);
      return (JsonObject) CanonicalJson.parseMessage(board);
    } catch (MalformedJsonException e) {
      throw new IOException("the scoreboard is no JSON: " + e.getMessage(), e);
    }
  }

  /** What anybody may read, asked for without a token. */
  private String anybody(String path) throws RefusedException, IOException, InterruptedException {
    return suite.as(Cast.REGULATOR).getPublic(suite.endpoints().consent(path));
  }

  private static String key(RunningSuite suite) {
    return TypedId.draw("key", suite.clock().millis(), suite.random());
  }
}
