package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.json.JsonForms;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.Money;
import dev.tallystick.events.type.SelfReportId;
import dev.tallystick.events.type.SelfReportIssued;
import dev.tallystick.party.TypedId;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the report and the entry about it. Everything stays in memory. */
@Singleton
final class DraftSelfReport {
  private static final int SALT_BYTES = 32;

  private final EventFactory events;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  DraftSelfReport(EventFactory events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /**
   * The draft of one report.
   *
   * @param place which report it is, of all and of the year
   */
  SelfReportDraft draft(SelfReportAsk ask, Place place, Money fee, Sourced sourced) {
    long now = clock.millis();
    String report = TypedId.draw("srp", now, random);
    JsonObject content = JsonForms.write(content(ask, report, sourced, now));
    Hash digest = Hash.sha256(CanonicalJson.messageBytes(content));
    SelfReportIssued data =
        SelfReportIssued.builder()
            .bureau(ask.bureau().value())
            .report(new SelfReportId(report))
            .year(place.year())
            .ordinal(place.ordinal())
            .channel(ask.channel())
            .fee(fee)
            .payloadDigest(digest)
            .parents(sourced.parents().keySet().stream().map(EventId::fromString).toList())
            .build();
    Event event = event(ask, place, data);
    SelfReportAnswerDocument answer =
        new SelfReportAnswerDocument(
            report,
            ask.bureau().value(),
            place.year(),
            place.ordinal(),
            ask.channel().wire(),
            fee.toJson(),
            event.id().toString(),
            digest.hex(),
            content);
    return new SelfReportDraft(ask, place.year(), event, JsonForms.write(answer));
  }

  /**
   * Which report it is.
   *
   * @param guards what that rests on
   * @param ordinal which of the year it is
   */
  record Place(Map<String, Long> guards, int year, long ordinal) {}

  private SelfReportDocument content(
      SelfReportAsk ask, String report, Sourced sourced, long millis) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new SelfReportDocument(
        report,
        ask.bureau().value(),
        ask.subject(),
        Timestamps.format(millis),
        SelfReportDocument.sources(sourced),
        SelfReportDocument.records(sourced),
        SelfReportDocument.omitted(sourced),
        Base64.getUrlEncoder().withoutPadding().encodeToString(salt));
  }

  private Event event(SelfReportAsk ask, Place place, SelfReportIssued data) {
    try {
      return events.create(
          data, Optional.of(ask.subject()), Optional.empty(), place.guards(), List.of());
    } catch (InvalidEventException e) {
      throw new IllegalStateException("the event of a self report breaks a rule: " + e.field(), e);
    }
  }
}
