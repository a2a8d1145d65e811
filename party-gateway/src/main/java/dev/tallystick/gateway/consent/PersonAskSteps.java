package dev.tallystick.gateway.consent;

import dev.tallystick.gateway.webhook.TellOwnSystems;
import dev.tallystick.gateway.work.NextTry;
import dev.tallystick.party.RefusedException;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The transactions of an ask; what is asked of the suite stands between them. The log may have the
 * person's answer before the suite has answered: then nothing of that is changed.
 */
@Singleton
class PersonAskSteps {
  private static final int AT_A_TIME = 50;

  private final PersonAskRepository asks;
  private final TellOwnSystems own;
  private final Clock clock;

  PersonAskSteps(PersonAskRepository asks, TellOwnSystems own, Clock clock) {
    this.asks = asks;
    this.own = own;
    this.clock = clock;
  }

  @Transactional
  List<PersonAskEntity> due() {
    return asks.due(clock.instant(), AT_A_TIME);
  }

  /** The person's token is known: who is meant is forgotten. */
  @Transactional
  void resolved(String id, String subject) {
    PersonAskEntity row = asks.lock(id).orElseThrow();
    row.subject = subject;
    row.person = null;
  }

  @Transactional
  void noticed(String id, String notice) {
    asks.lock(id).orElseThrow().notice = notice;
  }

  /** The person is asked; nothing is to be done until they answer or the time is over. */
  @Transactional
  void asked(String id, String request) {
    PersonAskEntity row = asks.lock(id).orElseThrow();
    row.request = request;
    if (row.state == PersonAskState.QUEUED) {
      row.state = PersonAskState.ASKED;
      row.nextTryAt = row.validUntil;
    }
  }

  @Transactional
  void lapsed(String id) {
    PersonAskEntity row = asks.lock(id).orElseThrow();
    if (row.state == PersonAskState.ASKED || row.state == PersonAskState.QUEUED) {
      row.state = PersonAskState.LAPSED;
      row.nextTryAt = null;
      row.person = null;
      own.tell("consent.lapsed", id);
    }
  }

  @Transactional
  void refused(String id, RefusedException refusal) {
    PersonAskEntity row = asks.lock(id).orElseThrow();
    if (row.state != PersonAskState.QUEUED) {
      return; // The log has the person's answer.
    }
    row.state = PersonAskState.FAILED;
    row.problemCode = refusal.code();
    row.problem = refusal.problem().findString("detail").orElse(null);
    row.nextTryAt = null;
    row.person = null;
    own.tell("consent.failed", id);
  }

  @Transactional
  void later(String id, Optional<Duration> asked) {
    PersonAskEntity row = asks.lock(id).orElseThrow();
    if (row.state == PersonAskState.QUEUED) {
      row.nextTryAt = NextTry.after(clock.instant(), row.attempts, asked);
      row.attempts++;
    }
  }
}
