package dev.tallystick.gateway.consent;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
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
      notice = kept.getString("notice");
      steps.noticed(row.id, notice);
    }
    JsonObject body = ask(row, subject, notice);
    JsonObject asked =
        suite.ask(
            (party, api, endpoints) ->
                api.post(endpoints.consent("/v1/consent-requests"), body, row.askKey));
    steps.asked(row.id, asked.findString("identifier").orElse(""));
  }

  private JsonObject notice(PersonAskEntity row) {
    return terms(row)
        .putIfPresent("contact", Optional.ofNullable(row.contact))
        .putIfPresent("rightsRoute", Optional.ofNullable(row.rightsRoute))
        .put("language", row.language)
        .put("text", row.noticeText)
        .put("highlighted", true)
        .build();
  }

  private JsonObject ask(PersonAskEntity row, String subject, String notice) {
    JsonObject.Builder ask =
        terms(row)
            .put("subject", subject)
            .put(
                "validUntil",
                dev.tallystick.events.Timestamps.format(row.validUntil.toEpochMilli()))
            .put("notice", notice);
    Long limit = row.useLimit;
    return (limit == null ? ask : ask.put("useLimit", limit)).build();
  }

  private JsonObject.Builder terms(PersonAskEntity row) {
    return JsonObject.builder()
        .put("kind", row.kind)
        .put("discloser", row.bureau)
        .put("recipient", settings.party())
        .put("purpose", row.purpose)
        .put(
            "categories",
            JsonArray.of(List.of(row.categories.split(",")).stream().map(JsonString::of).toList()))
        .put("method", row.method)
        .put("retention", row.retention);
  }
}
