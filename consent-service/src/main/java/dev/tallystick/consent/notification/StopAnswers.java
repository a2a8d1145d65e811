package dev.tallystick.consent.notification;

import dev.tallystick.consent.StatementProblem;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.Recorder;
import dev.tallystick.consent.party.PartyProblem;
import dev.tallystick.consent.party.PartyVerification;
import dev.tallystick.events.JsonObject;
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
  private final StopNoticeTable table;
  private final StopNotices notices;
  private final Recorder recorder;
  private final Clock clock;

  StopAnswers(StopNoticeTable table, StopNotices notices, Recorder recorder, Clock clock) {
    this.table = table;
    this.notices = notices;
    this.recorder = recorder;
    this.clock = clock;
  }

  /** Takes an answer in. */
  Logged answer(String notification, String party, StopAnswerJson request) {
    StopNotice notice =
        table
            .find(notification)
            .filter(found -> found.to().equals(party) && found.index().isPresent())
            .orElseThrow(StopProblem.Unknown::new);
    if (notice.answer().isPresent()) {
      throw new StopProblem.Answered();
    }
    boolean reasoned = request.reason() != null && !request.reason().isBlank();
    if (request.answer().equals("REFUSED") != reasoned) {
      throw new StopProblem.ReasonMismatch();
    }
    verify(notice, party, request);
    JsonObject data =
        JsonObject.builder()
            .put("notification", notification)
            .put("notified", notice.event().toString())
            .put("from", notice.from())
            .put("to", party)
            .put("answer", request.answer())
            .putIfPresent("reason", Optional.ofNullable(request.reason()))
            .put("signature", request.signature())
            .build();
    Logged logged =
        recorder.record(
            recorder.event(
                "downstream.answered", Optional.of(notice.subject()), data, Map.of(), List.of()));
    boolean unused = table.answer(notification, request.answer(), notices.today());
    return logged;
  }

  private void verify(StopNotice notice, String party, StopAnswerJson request) {
    Instant now = clock.instant();
    Party holder =
        recorder
            .current()
            .party(party)
            .filter(Party::isRegistered)
            .orElseThrow(PartyProblem.Unknown::new);
    try {
      StopAnswer signed =
          StopAnswer.verify(
              request.signature(),
              PartyVerification.keysOf(holder, now.toEpochMilli()),
              new Expected(party, "consent-service", now));
      if (!signed.notification().equals(notice.notification())
          || !signed.answer().equals(request.answer())) {
        throw new StopProblem.SignedOther();
      }
    } catch (InvalidStatementException e) {
      throw new StatementProblem(e, "signature");
    }
  }
}
