package dev.tallystick.audit.cosigning;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.audit.entry.LoggedAnomalies;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.key.LogIdentity;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.SignableStates;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.audit.witness.WitnessedCheckpointRepository;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RealmTokens;
import dev.tallystick.tlog.VerifierKey;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A minute without a quorum stands in the log, and so does its end, whoever watches by then. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class WitnessAlarmTest {
  private static final String AUDITOR =
      new RealmTokens("audit-service")
          .claims("auditor")
          .audience("audit-service")
          .claim("audit_scope", "*")
          .sign();

  @Inject WitnessedCheckpointRepository checkpoints;
  @Inject LogIdentity identity;
  @Inject OwnEvents log;
  @Inject LogEntryRepository entries;
  @Inject OpeningSeal seal;
  @Inject LogStateRepository states;
  @Inject TileRepository tiles;
  @Inject CheckpointSigner signer;
  @Inject SignableStates signable;
  @Inject CompareWitnesses compare;

  @TempDir private Path folder;

  @Test
  void alarm_isRaisedOnceAndClearedByWhoeverHasTheWatchThen() throws Exception {
    try (TestWitness quay = new TestWitness("quay")) {
      quay.know(VerifierKey.parse(identity.vkey()));
      Path file = Files.writeString(folder.resolve("witnesses"), quay.line() + "quorum quay\n");
      LogPolicy policy = LogPolicy.of(identity, Optional.of(file));
      WitnessedCheckpoints witnessed = new WitnessedCheckpoints(checkpoints, policy);
      Clock[] now = {Clock.systemUTC()};
      LoggedAnomalies logged = new LoggedAnomalies(entries, seal);
      WitnessAlarm alarm = new WitnessAlarm(witnessed, logged, log, new Later(now));

      alarm.look();
      assertThat(anomalies()).isEmpty();

      now[0] = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(61));
      alarm.look();
      alarm.look();
      assertThat(anomalies()).containsExactly("anomaly.raised");

      // Its process dies. The next one has seen no quorum either, and begins to count anew.
      WitnessAlarm heir = new WitnessAlarm(witnessed, logged, log, new Later(now));
      heir.look();
      now[0] = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(123));
      heir.look();
      assertThat(anomalies()).containsExactly("anomaly.raised");

      CommittedLog committed = new CommittedLog(signable, tiles, signer);
      AskedWitness asked =
          new AskedWitness(
              new WitnessClient(
                  policy.witnesses().get(0), HttpClient.newHttpClient(), Duration.ofSeconds(30)),
              compare,
              Clock.systemUTC());
      try (Cosigning cosigning = new Cosigning(committed, witnessed, List.of(asked))) {
        cosigning.offer();
        await().atMost(60, SECONDS).until(() -> witnessed.newest().isPresent());
      }
      assertThat(witnessed.cover(1)).isTrue();
      assertThat(witnessed.cover(Long.MAX_VALUE)).isFalse();
      now[0] = Clock.systemUTC();
      heir.look();
      heir.look();
      alarm.takeOver();
      alarm.look();
      assertThat(anomalies()).containsExactly("anomaly.raised", "anomaly.cleared");
    }
  }

  private List<String> anomalies() {
    long size = states.find().orElseThrow().size();
    String lines = given().auth().oauth2(AUDITOR).get("/v1/openings?from=0&to=" + size).asString();
    return lines
        .lines()
        .filter(
            line ->
                line.contains("WITNESS_QUORUM_MISSING")
                    || line.contains("A quorum has cosigned again."))
        .map(line -> line.contains("anomaly.raised") ? "anomaly.raised" : "anomaly.cleared")
        .toList();
  }

  /** A clock that a test sets. */
  private static final class Later extends Clock {
    private final Clock[] now;

    Later(Clock[] now) {
      this.now = now;
    }

    @Override
    public java.time.Instant instant() {
      return now[0].instant();
    }

    @Override
    public java.time.ZoneId getZone() {
      return now[0].getZone();
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
