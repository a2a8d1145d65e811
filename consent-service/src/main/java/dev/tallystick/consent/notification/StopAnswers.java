package dev.tallystick.consent.notification;

import dev.tallystick.consent.StatementProblem;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.Recorder;
import dev.tallystick.consent.log.StoredEntries;
import dev.tallystick.consent.party.PartyProblem;
import dev.tallystick.consent.party.PartyVerification;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.StopAnswer;
import dev.tallystick.rules.state.Party;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What holders say they did, each over its own signature; the first answer counts. */
@Singleton
class StopAnswers {
  /** The one client that presents what its parties, the bureaus, have signed. */
  private static final String BUREAU_SERVICE = "bureau-service";

  private final StopNoticeTable table;
  private final StopNotices notices;
  private final StoredEntries entries;
  private final Recorder recorder;
  private final Clock clock;

  StopAnswers(
      StopNoticeTable table,
      StopNotices notices,
      StoredEntries entries,
      Recorder recorder,
      Clock clock) {
    this.table = table;
    this.notices = notices;
    this.entries = entries;
    this.recorder = recorder;
    this.clock = clock;
  }

  /**
   * An answer that was taken.
   *
   * @param event the entry that says so
   * @param logged where it is in the log; nothing if the log is away and gets it later
   */
  record Taken(EventId event, Optional<Logged> logged) {}

  /**
   * Takes an answer in: with it the entry is stored, so that no notice gets two.
   *
   * @param party the party of the caller's token
   * @param client the client of the caller's token
   */
  Taken answer(String notification, Optional<String> party, String client, StopAnswerJson request) {
    StopNotice notice =
        table
            .find(notification)
            .filter(found -> found.index().isPresent())
            .filter(
                found ->
                    party.map(found.to()::equals).orElseGet(() -> client.equals(BUREAU_SERVICE)))
            .orElseThrow(StopProblem.Unknown::new);
    if (notice.answer().isPresent()) {
      throw new StopProblem.Answered();
    }
    boolean reasoned = request.reason() != null && !request.reason().isBlank();
    if (request.answer().equals("REFUSED") != reasoned) {
      throw new StopProblem.ReasonMismatch();
    }
    verify(notice, request);
    JsonObject data =
        JsonObject.builder()
            .put("notification", notification)
            .put("notified", notice.event().toString())
            .put("from", notice.from())
            .put("to", notice.to())
            .put("answer", request.answer())
            .putIfPresent("reason", Optional.ofNullable(request.reason()))
            .put("signature", request.signature())
            .build();
    Event event =
        recorder.event(
            "downstream.answered", Optional.of(notice.subject()), data, Map.of(), List.of());
    return entries
        .store(
            event,
            connection -> table.answer(connection, notification, request.answer(), notices.today()))
        .map(stored -> new Taken(stored.id(), entries.send(stored)))
        .orElseThrow(StopProblem.Answered::new);
  }

  private void verify(StopNotice notice, StopAnswerJson request) {
    Instant now = clock.instant();
    Party holder =
        recorder
            .current()
            .party(notice.to())
            .filter(Party::isRegistered)
            .orElseThrow(PartyProblem.Unknown::new);
    try {
      StopAnswer signed =
          StopAnswer.verify(
              request.signature(),
              PartyVerification.keysOf(holder, now.toEpochMilli()),
              new Expected(notice.to(), "consent-service", now));
      if (!signed.notification().equals(notice.notification())
          || !signed.answer().equals(request.answer())) {
        throw new StopProblem.SignedOther();
      }
    } catch (InvalidStatementException e) {
      throw new StatementProblem(e, "signature");
    }
  }
}
