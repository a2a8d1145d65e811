package dev.tallystick.system.fault;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.party.Deposit;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.system.Suite;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the suite has confirmed to its users, and the comparison of that with what it has. Safe for
 * threads.
 */
final class Books {
  private static final String RELEASED = "dev.tallystick.data.released.v1";
  private static final String WITHDRAWN = "dev.tallystick.consent.withdrawn.v1";

  /** In force within ten seconds, the person is told; the proof has a machine under load more. */
  private static final int PROMISED_SECONDS = 120;

  private final Queue<Opened> opened = new ConcurrentLinkedQueue<>();
  private final Queue<Deposit> deposits = new ConcurrentLinkedQueue<>();
  private final Map<String, Withdrawal> withdrawn = new ConcurrentHashMap<>();

  /**
   * A withdrawal that is in force.
   *
   * @param index of its entry; -1 if the person was told that the proof follows
   */
  private record Withdrawal(long nanos, long index) {}

  private record Opened(
      String event, long index, Hash entry, Checkpoint seen, String consent, long askedNanos) {}

  /** A payload that a recipient could open, asked for at a time of {@link System#nanoTime}. */
  void opened(OpenedPayload payload, String consent, long askedNanos) {
    opened.add(
        new Opened(
            payload.eventId(),
            payload.index(),
            payload.entry(),
            payload.checkpoint().checkpoint(),
            consent,
            askedNanos));
  }

  /** A deposit with a receipt. */
  void deposited(Deposit deposit) {
    deposits.add(deposit);
  }

  /** A withdrawal that the person was told is in force, or will be. */
  void withdrawn(String consent, JsonObject answer, long nanos) {
    assertThat(answer.size()).isPositive();
    long index = answer.findInteger("index").orElse(-1L);
    withdrawn.put(consent, new Withdrawal(nanos, index));
  }

  int sales() {
    return opened.size();
  }

  /** How many of the sales were asked for since this time of {@link System#nanoTime}. */
  long salesSince(long nanos) {
    return opened.stream().filter(sale -> sale.askedNanos() - nanos > 0).count();
  }

  int deposits() {
    return deposits.size();
  }

  int withdrawals() {
    return withdrawn.size();
  }

  /**
   * Compares. The suite must be healthy.
   *
   * @throws AssertionError naming the first thing that is not as it was confirmed
   */
  void check(Suite suite) throws Exception {
    // A withdrawal may have been promised while the log was away.
    await("the withdrawals are logged")
        .atMost(PROMISED_SECONDS, SECONDS)
        .pollInterval(1, SECONDS)
        .pollDelay(Duration.ZERO)
        .until(
            () -> ended(LogCopy.of(suite, lastIndex()).bodies(suite)),
            ended -> ended.containsAll(withdrawn.keySet()));
    LogCopy log = LogCopy.of(suite, lastIndex());
    List<JsonObject> bodies = log.bodies(suite);
    Map<Long, Hash> roots = new HashMap<>();
    for (Opened sale : opened) {
      assertLogged(log, roots, sale.index(), sale.entry(), sale.seen());
    }
    for (Deposit deposit : deposits) {
      Receipt receipt = receipt(deposit);
      assertLogged(log, roots, receipt.index(), receipt.opening().entry(), seen(receipt));
    }
    assertThat(VaultRecords.missing(suite, deposits)).as("acknowledged records").isEmpty();
    for (Opened sale : opened) {
      Withdrawal stopped = withdrawn.get(sale.consent());
      assertThat(stopped == null || sale.askedNanos() < stopped.nanos())
          .as("%s was asked for after its consent was withdrawn", sale.event())
          .isTrue();
    }
    checkBodies(bodies);
  }

  /** The consents whose withdrawal is logged. */
  private static Set<String> ended(List<JsonObject> bodies) {
    Set<String> ended = new HashSet<>();
    for (JsonObject opening : bodies) {
      if (isOf(WITHDRAWN, opening)) {
        ended.add(body(opening).getObject("data").getString("consent"));
      }
    }
    return ended;
  }

  private static JsonObject body(JsonObject opening) {
    return opening.getObject("body").findObject("value").orElse(JsonObject.EMPTY);
  }

  private static boolean isOf(String type, JsonObject opening) {
    return opening.getObject("stub").getObject("value").getString("type").equals(type);
  }

  /** The last entry that anybody was shown a checkpoint over. */
  private long lastIndex() throws Exception {
    long size = 1;
    for (Opened sale : opened) {
      size = Math.max(size, sale.seen().size());
    }
    for (Deposit deposit : deposits) {
      size = Math.max(size, seen(receipt(deposit)).size());
    }
    for (Withdrawal withdrawal : withdrawn.values()) {
      size = Math.max(size, withdrawal.index() + 1);
    }
    return size - 1;
  }

  private static Checkpoint seen(Receipt receipt) throws Exception {
    return Checkpoint.parse(receipt.proof().checkpoint().text());
  }

  private static Receipt receipt(Deposit deposit) throws Exception {
    return Receipt.parse(
        dev.tallystick.events.json.CanonicalJson.messageBytes(deposit.receipt().orElseThrow()));
  }

  /** The entry is where it was said to be, and what was signed then is a beginning of the log. */
  private static void assertLogged(
      LogCopy log, Map<Long, Hash> roots, long index, Hash entry, Checkpoint seen) {
    assertThat(log.entry(index)).as("entry %d", index).isEqualTo(entry);
    Hash root = roots.computeIfAbsent(seen.size(), size -> Merkle.root(log.leaves(size)));
    assertThat(root).as("the root of size %d", seen.size()).isEqualTo(seen.root());
  }

  /** Every event and every release is there once, and nothing rests on a consent after its end. */
  private void checkBodies(List<JsonObject> bodies) {
    Set<String> events = new HashSet<>();
    Set<String> releases = new HashSet<>();
    Set<String> ended = new HashSet<>();
    for (JsonObject opening : bodies) {
      JsonObject body = body(opening);
      assertThat(events.add(body.getString("id"))).as("event %s is logged twice", body).isTrue();
      JsonObject data = body.getObject("data");
      if (isOf(RELEASED, opening)) {
        assertThat(releases.add(data.getString("release"))).as("twice: %s", data).isTrue();
        data.findArray("consents")
            .ifPresent(
                consents ->
                    consents
                        .items()
                        .forEach(
                            consent ->
                                assertThat(ended)
                                    .as("a release after the withdrawal")
                                    .doesNotContain(((JsonObject) consent).getString("id"))));
      } else if (isOf(WITHDRAWN, opening)) {
        ended.add(data.getString("consent"));
      }
    }
    for (Opened sale : opened) {
      assertThat(events).as("the entry of what a recipient has opened").contains(sale.event());
    }
    assertThat(ended).as("withdrawals that were confirmed").containsAll(withdrawn.keySet());
  }
}
