package dev.tallystick.system.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.bench.decision.Market;
import dev.tallystick.events.append.AppendClient;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.system.Command;
import dev.tallystick.system.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Persons consent, change their minds and freeze, the authority suspends and activates packs, and
 * releases are asked for and logged, all at once and at random, against two consent-services of
 * which one is killed now and then. Afterwards the log alone proves that every release was allowed
 * when it took its place (I2, I3). {@code -Pendurance} makes twenty runs. It needs no suite, so it
 * runs beside the classes that share one.
 */
@Execution(ExecutionMode.CONCURRENT)
class DecidersIT {
  private static final boolean ENDURANCE = Boolean.getBoolean("tallystick.endurance");
  private static final int RUNS = ENDURANCE ? 20 : 1;
  private static final int KILLS = ENDURANCE ? 6 : 2;
  private static final int CITIZENS = 3;

  /** So many answers take some seconds. */
  private static final int DEEDS = 200;

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int VAULTS = 3;
  private static final String TOKEN = "sub_aaaaaaaaaaaaaaaaaaaaaaaa%sa";

  @TempDir private Path temp;

  private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();
  private final List<Throwable> broken = new ArrayList<>();
  private final AtomicInteger answered = new AtomicInteger();
  private volatile boolean stopped;

  private interface Deed {
    String run() throws Exception;
  }

  @Test
  void everyReleaseWasAllowedInItsPlace() throws Exception {
    for (int run = 0; run < RUNS; run++) {
      long seed = System.nanoTime();
      outcomes.clear();
      Path folder = Path.of("target", "replicas").toAbsolutePath();
      try (ReplicaStage stage = ReplicaStage.set(folder)) {
        play(stage, new Random(seed));
        String auditor = stage.issuer().member("auditor", "audit_scope", "*");
        Evidence evidence = Evidence.of(stage.auditUrl(), auditor);
        System.out.printf(
            "run %d, seed %d: %d entries; %s%n",
            run, seed, evidence.lines().size(), new TreeMap<>(outcomes));

        assertThat(broken).as("seed %d", seed).isEmpty();
        assertThat(outcomes).as("all of it has happened").containsKeys("RELEASED", "201");
        assertThat(outcomes).doesNotContainKeys("DECISION_INVALID", "500");
        assertThat(evidence.releasesAfterAStop()).as("by eye, seed %d", seed).isEmpty();
        assertThat(replayed(evidence)).as("by the rules, seed %d", seed).isZero();
        assertThat(stage.hasRestored()).as("a start after a kill used a snapshot").isTrue();
      }
    }
  }

  private void play(ReplicaStage stage, Random random) throws Exception {
    stopped = false;
    List<Deed> deeds = new ArrayList<>();
    List<String> subjects = new ArrayList<>();
    for (int i = 0; i < CITIZENS; i++) {
      String subject = TOKEN.formatted((char) ('b' + i));
      subjects.add(subject);
      Citizen citizen =
          new Citizen(subject, stage.issuer().citizen(subject), new Random(random.nextLong()));
      Random own = new Random(random.nextLong());
      deeds.add(() -> citizen.act(stage.replicaUrl(own.nextInt(2))));
    }
    List<AppendClient> clients = new ArrayList<>();
    for (int i = 0; i < VAULTS; i++) {
      AppendClient client = stage.appender("data-vault");
      clients.add(client);
      String token = stage.issuer().tokens("data-vault", "consent-service", 1).get(0);
      Random own = new Random(random.nextLong());
      Vault vault = new Vault(stage.market(), token, client, own);
      deeds.add(
          () ->
              vault.release(
                  stage.replicaUrl(own.nextInt(2)), subjects.get(own.nextInt(subjects.size()))));
    }
    String authority = stage.issuer().member("regulator", "party", "credit-authority");
    Random own = new Random(random.nextLong());
    deeds.add(() -> govern(stage, authority, own));
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(deeds.size());
    deeds.forEach(deed -> threads.execute(() -> repeat(threads, deed)));
    try {
      awaitSnapshot(stage);
      for (int i = 0; i < KILLS; i++) {
        awaitMore(DEEDS / 4 + random.nextInt(DEEDS / 2));
        stage.killAndRestart(i % 2);
      }
      awaitMore(DEEDS);
      await("all of it has happened")
          .atMost(LIMIT)
          .until(() -> outcomes.keySet().containsAll(List.of("RELEASED", "201")));
    } finally {
      stopped = true;
      threads.shutdown();
      assertThat(threads.awaitTermination(5, TimeUnit.MINUTES)).as("all have ended").isTrue();
      clients.forEach(AppendClient::close);
    }
  }

  /** A start after a kill has something to begin with. */
  private void awaitSnapshot(ReplicaStage stage) {
    await("a snapshot").atMost(LIMIT).until(() -> !isGoingOn() || stage.hasSnapshot());
    awaitMore(DEEDS);
  }

  /** Until so many more were answered, or all is over. */
  private void awaitMore(int deeds) {
    int goal = answered.get() + deeds;
    await("deeds").atMost(LIMIT).until(() -> !isGoingOn() || answered.get() >= goal);
  }

  private boolean isGoingOn() {
    synchronized (broken) {
      return !stopped && broken.isEmpty();
    }
  }

  /** Suspends the platform and soon lifts it, or lets another pack decide. */
  private String govern(ReplicaStage stage, String token, Random random) throws Exception {
    awaitMore(DEEDS / 8 + random.nextInt(DEEDS / 2));
    var replica = stage.replicaUrl(random.nextInt(2));
    if (random.nextInt(4) == 0) {
      String pack = random.nextBoolean() ? "cn-2022" : "cn-2025";
      JsonObject at = JsonObject.builder().put("effectiveFrom", Market.time(Instant.now())).build();
      Call.Answer proposed = Call.post(replica, token, "/v1/packs/" + pack + "/activation", at);
      String second = stage.issuer().member("regulator", "party", "credit-authority");
      return proposed.isDone()
          ? Call.post(
                  replica,
                  second,
                  "/v1/approvals/" + proposed.json().getString("id") + "/approval",
                  JsonObject.EMPTY)
              .code()
          : proposed.code();
    }
    JsonObject ground = JsonObject.builder().put("ground", "inspection").build();
    String party = "/v1/parties/" + Market.platform(0);
    String suspension = Call.post(replica, token, party + "/suspension", ground).code();
    awaitMore(random.nextInt(DEEDS / 10));
    // Until it is done: nothing would be released any more.
    await("restored").atMost(LIMIT).until(() -> restored(stage, token, random, ground));
    return suspension;
  }

  private static boolean restored(
      ReplicaStage stage, String token, Random random, JsonObject ground)
      throws InterruptedException {
    try {
      String path = "/v1/parties/" + Market.platform(0) + "/restoration";
      int status = Call.post(stage.replicaUrl(random.nextInt(2)), token, path, ground).status();
      return status < 500;
    } catch (IOException killed) {
      return false;
    }
  }

  /** Again and again until all is over; a little later when nobody was there. */
  private void repeat(ScheduledExecutorService threads, Deed deed) {
    while (!stopped) {
      try {
        outcomes.merge(deed.run(), 1, Integer::sum);
        answered.incrementAndGet();
      } catch (IOException killed) {
        outcomes.merge("no answer", 1, Integer::sum);
        later(threads, deed);
        return;
      } catch (Exception | AssertionError e) {
        synchronized (broken) {
          broken.add(e);
        }
        return;
      }
    }
  }

  private void later(ScheduledExecutorService threads, Deed deed) {
    try {
      ScheduledFuture<?> unused =
          threads.schedule(() -> repeat(threads, deed), 100, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      assertThat(stopped).isTrue();
    }
  }

  private int replayed(Evidence evidence) throws IOException {
    Path openings = Files.write(temp.resolve("openings.ndjson"), evidence.lines());
    Command.Result replayed = Tally.run("replay", openings.toString());
    System.out.println(replayed.output());
    return replayed.exitCode();
  }
}
