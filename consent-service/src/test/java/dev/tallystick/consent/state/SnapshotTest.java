package dev.tallystick.consent.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.Api;
import dev.tallystick.consent.ConsentConfig;
import dev.tallystick.consent.Tokens;
import dev.tallystick.consent.World;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.Kms;
import dev.tallystick.producer.Follower;
import dev.tallystick.producer.LogHistory;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot is a cache: with it, without it and with a false one every answer is the same. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class SnapshotTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  private final String person = World.person();

  @Inject LiveState live;
  @Inject SnapshotRepository repository;
  @Inject LogHistory history;
  @Inject Kms kms;
  @Inject Follower follower;

  @TempDir Path folder;

  private World world;
  private String kept = "";

  private record Config(Optional<Path> dir, long minEntries, String lookEvery)
      implements ConsentConfig.Snapshot {}

  private Snapshots snapshots() {
    return new Snapshots(
        new Config(Optional.of(folder.resolve("snapshots")), 1, "1s"),
        repository,
        history,
        kms,
        Clock.systemUTC());
  }

  @BeforeEach
  void write() throws Exception {
    world = World.in(log);
    kept = Agreed.provide(world.mall, world.bureau).give(person);
    State unused = live.fresh(PATIENCE);

    assertThat(snapshots().write(live.momentIfGrown(1).orElseThrow())).isTrue();
  }

  private LiveState restart() {
    LiveState restarted = new LiveState(follower, List::of, snapshots());
    restarted.onStart(new StartupEvent());
    State unused =
        await()
            .atMost(PATIENCE.multipliedBy(2))
            .ignoreException(AuditUnavailableProblem.class)
            .until(() -> restarted.fresh(PATIENCE), Objects::nonNull);
    return restarted;
  }

  private void assertSame(LiveState restarted) {
    State rebuilt = restarted.fresh(PATIENCE);
    State running = live.fresh(PATIENCE);
    assertThat(rebuilt.size()).isEqualTo(running.size());
    assertThat(rebuilt.consent(kept)).isPresent().isEqualTo(running.consent(kept));
    assertThat(rebuilt.consents(person)).isEqualTo(running.consents(person));
    assertThat(rebuilt.parties()).containsExactlyInAnyOrderElementsOf(running.parties());
    for (ScriptedEvent entry : log.entries()) {
      for (String guard : entry.event().stub().advances()) {
        assertThat(rebuilt.guard(guard)).as(guard).isEqualTo(log.guard(guard));
      }
    }
  }

  private Path file() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("snapshots"))) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void startGoesOnFromTheSnapshot() {
    Api.post(Tokens.citizen(person), "/v1/consents/" + kept + "/withdrawal", JsonObject.EMPTY);
    String later = Agreed.query(world.bureau, world.bank).give(person);

    LiveState restarted = restart();

    assertThat(restarted.restoredSize()).isPositive();
    assertSame(restarted);
    assertThat(restarted.current().consent(later)).isPresent();
  }

  /** A disk that was too full for one must not stay full of its beginnings. */
  @Test
  void whatACrashHasLeft_isRemovedBeforeTheNextIsWritten() throws Exception {
    Path left = folder.resolve("snapshots").resolve("." + UUID.randomUUID() + ".tmp");
    Files.writeString(left, "the beginning of a snapshot");
    Agreed.query(world.bureau, world.bank).give(person);
    State unused = live.fresh(PATIENCE);

    assertThat(snapshots().write(live.momentIfGrown(1).orElseThrow())).isTrue();

    assertThat(left).doesNotExist();
  }

  @Test
  void withoutTheFileEverythingIsTheSame() throws Exception {
    Files.delete(file());

    LiveState restarted = restart();

    assertThat(restarted.restoredSize()).isZero();
    assertSame(restarted);
  }

  @Test
  void fileThatWasChangedIsRefusedAndRemoved() throws Exception {
    Path file = file();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    LiveState restarted = restart();

    assertThat(restarted.restoredSize()).isZero();
    assertThat(file).doesNotExist();
    assertSame(restarted);
  }

  @Test
  void snapshotOfAnotherLogIsRefused() throws Exception {
    SealedSnapshot row = rowOf(file());
    repository.remove(row.id());
    Checkpoint other =
        new Checkpoint(row.basis().origin(), row.basis().size(), Hash.sha256(new byte[1]));
    repository.add(
        new SealedSnapshot(row.id(), row.engine(), other, row.key()), java.time.Instant.now());

    LiveState restarted = restart();

    assertThat(restarted.restoredSize()).isZero();
    assertSame(restarted);
  }

  @Test
  void snapshotOfALongerLogIsRefused() throws Exception {
    SealedSnapshot row = rowOf(file());
    repository.remove(row.id());
    Checkpoint longer =
        new Checkpoint(row.basis().origin(), row.basis().size() + 1_000_000, row.basis().root());
    repository.add(
        new SealedSnapshot(row.id(), row.engine(), longer, row.key()), java.time.Instant.now());

    assertThat(restart().restoredSize()).isZero();
  }

  @Test
  void snapshotByOtherRulesIsRefused() throws Exception {
    SealedSnapshot row = rowOf(file());
    repository.remove(row.id());
    repository.add(
        new SealedSnapshot(row.id(), "another", row.basis(), row.key()), java.time.Instant.now());

    assertThat(restart().restoredSize()).isZero();
  }

  @Test
  void databaseThatDoesNotKnowTheFileDoesNotUseIt() throws Exception {
    repository.remove(rowOf(file()).id());

    assertThat(restart().restoredSize()).isZero();
  }

  private SealedSnapshot rowOf(Path file) {
    String id = file.getFileName().toString().replace(".snapshot", "");
    return repository.largestFirst().stream()
        .filter(row -> row.id().toString().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
