package dev.tallystick.audit.cosigning;

import dev.tallystick.audit.witness.WitnessedCheckpoints;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The witnesses of this log's policy, asked in the background for as long as this is open. Without
 * any it does nothing. Thread-safe.
 */
public final class WitnessCosigning implements AutoCloseable {
  private final List<AskedWitness> asked;
  private final Optional<CosigningThread> thread;

  private WitnessCosigning(List<AskedWitness> asked, Optional<CosigningThread> thread) {
    this.asked = List.copyOf(asked);
    this.thread = thread;
  }

  /**
   * Begins to ask the witnesses of the policy.
   *
   * @param compare is told when one of them has seen more than the log has
   * @param enterWitnesses enters them into the log first
   * @param patience for one exchange with one of them
   */
  public static WitnessCosigning start(
      CommittedLog log,
      WitnessedCheckpoints witnessed,
      CompareWitnesses compare,
      EnterWitnesses enterWitnesses,
      WitnessAlarm alarm,
      DataSource dataSource,
      Clock clock,
      Duration patience) {
    HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    List<AskedWitness> asked =
        witnessed.policy().witnesses().stream()
            .map(each -> new AskedWitness(new WitnessClient(each, http, patience), compare, clock))
            .toList();
    if (asked.isEmpty()) {
      return new WitnessCosigning(asked, Optional.empty());
    }
    CosigningThread thread =
        new CosigningThread(
            dataSource, new Cosigning(log, witnessed, asked), compare, enterWitnesses, alarm);
    thread.start();
    return new WitnessCosigning(asked, Optional.of(thread));
  }

  /** What each of them has done lately, in the order of the policy. */
  public List<WitnessReport> reports() {
    return asked.stream().map(AskedWitness::report).toList();
  }

  /** Asks nobody any more. */
  @Override
  public void close() {
    thread.ifPresent(CosigningThread::close);
  }
}
