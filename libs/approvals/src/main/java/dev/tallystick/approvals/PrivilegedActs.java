package dev.tallystick.approvals;

import dev.tallystick.events.type.AdminActed;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Acts of somebody with a privileged role that have no type of event of their own: each is counted
 * and logged before it is done.
 */
@Singleton
public class PrivilegedActs {
  private static final Duration KEPT = Duration.ofDays(1);

  private final AdminActRepository counts;
  private final ApprovalLog log;
  private final ApprovalConfig config;
  private final Clock clock;

  PrivilegedActs(AdminActRepository counts, ApprovalLog log, ApprovalConfig config, Clock clock) {
    this.counts = counts;
    this.log = log;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Counts one act against what the account may do in a minute. It is counted whether it is done or
   * not.
   *
   * @throws ApprovalProblem if that is too many
   */
  public void count(ActingPerson person) {
    Instant now = clock.instant();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    if (counts.add(person.account(), minute) > config.actsPerMinute()) {
      throw ApprovalProblem.rate(Duration.between(now, minute.plus(1, ChronoUnit.MINUTES)));
    }
  }

  /**
   * Logs what is done next.
   *
   * @param act such as {@code ENROL}
   * @param subject the person whom it is about, who finds the entry in their own list
   * @throws ApprovalProblem if it cannot be logged; then it must not be done
   */
  public void record(String act, ActingPerson person, Optional<String> subject) {
    AdminActed data =
        new AdminActed(
            act, AdminActed.Origin.SERVICE, person.party(), Optional.empty(), Optional.empty());
    log.require(log.event(data, subject, person.account()));
  }

  @Scheduled(every = "1h", delayed = "2m")
  void forgetCounts() {
    counts.forgetBefore(clock.instant().minus(KEPT));
  }
}
