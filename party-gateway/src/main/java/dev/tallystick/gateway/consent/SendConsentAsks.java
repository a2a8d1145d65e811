package dev.tallystick.gateway.consent;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.document.AskedPerson;
import dev.tallystick.gateway.document.ConsentToAsk;
import dev.tallystick.gateway.document.KeptNotice;
import dev.tallystick.gateway.document.NoticeToKeep;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.gateway.work.GatewayTask;
import dev.tallystick.party.RefusedException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Brings asks for consents to the suite: resolves the person, has the text kept, asks. Each step
 * has a key that was drawn with the row, so that a step whose answer was lost is done once.
 */
@Singleton
class SendConsentAsks implements GatewayTask {
  private final PersonAskSteps steps;
  private final SealedPerson persons;
  private final SuiteClient suite;
  private final GatewaySettings settings;
  private final Clock clock;

  SendConsentAsks(
      PersonAskSteps steps,
      SealedPerson persons,
      SuiteClient suite,
      GatewaySettings settings,
      Clock clock) {
    this.steps = steps;
    this.persons = persons;
    this.suite = suite;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Duration every() {
    return settings.every();
  }

  @Override
  public void run() {
    List<PersonAskEntity> due = steps.due();
    for (PersonAskEntity row : due) {
      Instant now = clock.instant();
      if (!now.isBefore(row.validUntil)) {
        steps.lapsed(row.id);
        continue;
      }
      try {
        send(row);
      } catch (RefusedException e) {
        steps.refused(row.id, e);
      } catch (SuiteAwayException e) {
        steps.later(row.id, e.retryAfter());
        return; // Those that were read go stale while one waits.
      }
    }
  }

  private void send(PersonAskEntity row) throws SuiteAwayException, RefusedException {
    if (row.state != PersonAskState.QUEUED) {
      return;
    }
    String subject = row.subject;
    if (subject == null) {
      subject = persons.resolve(row.id, Objects.requireNonNull(row.person), row.purpose);
      steps.resolved(row.id, subject);
    }
    String notice = row.notice;
    if (notice == null) {
      JsonObject kept =
          suite.ask(
              (party, api, endpoints) ->
                  api.post(endpoints.consent("/v1/notices"), notice(row), row.noticeKey));
      notice = KeptNotice.read(kept).notice();
      steps.noticed(row.id, notice);
    }
    JsonObject body = ask(row, subject, notice);
    JsonObject asked =
        suite.ask(
            (party, api, endpoints) ->
                api.post(endpoints.consent("/v1/consent-requests"), body, row.askKey));
    steps.asked(row.id, new AskedPerson.Partial(asked).identifier().orElse(""));
  }

  private JsonObject notice(PersonAskEntity row) {
    return NoticeToKeep.builder()
        .kind(row.kind)
        .discloser(row.bureau)
        .recipient(settings.party())
        .purpose(row.purpose)
        .categories(categories(row))
        .method(row.method)
        .retention(row.retention)
        .contact(Optional.ofNullable(row.contact))
        .rightsRoute(Optional.ofNullable(row.rightsRoute))
        .language(row.language)
        .text(row.noticeText)
        .highlighted(true)
        .build()
        .toJson();
  }

  private JsonObject ask(PersonAskEntity row, String subject, String notice) {
    Long limit = row.useLimit;
    return ConsentToAsk.builder()
        .kind(row.kind)
        .discloser(row.bureau)
        .recipient(settings.party())
        .purpose(row.purpose)
        .categories(categories(row))
        .method(row.method)
        .retention(row.retention)
        .subject(subject)
        .validUntil(row.validUntil)
        .notice(notice)
        .useLimit(limit == null ? OptionalLong.empty() : OptionalLong.of(limit))
        .build()
        .toJson();
  }

  private static List<String> categories(PersonAskEntity row) {
    return List.of(row.categories.split(","));
  }
}
