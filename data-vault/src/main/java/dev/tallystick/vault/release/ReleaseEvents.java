package dev.tallystick.vault.release;

import dev.tallystick.directory.decision.Ruling.Permit;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.AgreementId;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DataReleasedInternal;
import dev.tallystick.events.type.DataUndelivered;
import dev.tallystick.events.type.EventData;
import dev.tallystick.events.type.InquiryId;
import dev.tallystick.events.type.ReleaseId;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.party.Payload;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.party.document.HandedRecord;
import dev.tallystick.producer.EventFactory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The events of releases. A source must not learn the end user, so that stands in internal. */
@Singleton
final class ReleaseEvents {

  private final EventFactory factory;

  ReleaseEvents(EventFactory factory) {
    this.factory = factory;
  }

  EventId drawId() {
    return factory.drawId();
  }

  Event released(
      EventId id,
      VerifiedReleaseRequest wanted,
      AssemblePayload.Assembled assembled,
      String jwe,
      EncryptionKey recipient) {
    ReleaseRequest request = wanted.request();
    Permit permit = assembled.source().permit();
    Payload payload = assembled.payload();
    long disputed =
        payload.records().stream()
            .filter(record -> new HandedRecord.Partial(record).disputed().isPresent())
            .count();
    DataReleased data =
        DataReleased.builder()
            .step(DataReleased.Step.of(VerifiedReleaseRequest.TO_BUREAU))
            .release(new ReleaseId(payload.releaseId()))
            .from(assembled.source().source())
            .to(request.to())
            .purpose(request.purpose())
            .endPurpose(request.endUse().purpose().orElseThrow())
            .categories(permit.categories())
            .recordCount(payload.records().size())
            .recordsRoot(payload.recordsRoot())
            .payloadDigest(payload.digest())
            .jweDigest(Payload.jweDigest(jwe))
            .recipientKey(recipient.keyId())
            .agreement(new AgreementId(permit.agreement().orElseThrow()))
            .disputedCount(disputed > 0 ? OptionalLong.of(disputed) : OptionalLong.empty())
            // None where the pack opens the edge by law.
            .consents(permit.consents())
            .omitted(permit.omitted())
            .others(assembled.others(request.subject()))
            .build();
    DataReleasedInternal internal =
        DataReleasedInternal.builder()
            .request(wanted.jws())
            .decision(permit.jws())
            .endUser(request.endUse().user())
            .inquiry(request.endUse().inquiry().map(InquiryId::new))
            .deposits(assembled.depositGroups())
            .build();
    Event event =
        create(
            id,
            data,
            request.subject(),
            Optional.of(internal.toJson()),
            permit.guards(),
            permit.advances());
    if (!event.stub().labels().contains(EventLabels.ofSubject(request.subject()))) {
      // Filed under nobody, it would be missing from the person's list.
      throw new IllegalStateException("the release is not filed under the person");
    }
    return event;
  }

  Event undelivered(LateRelease late) {
    DataUndelivered.Reason reason =
        late.recovered()
            ? DataUndelivered.Reason.RESTARTED
            : late.attempts() == 0
                ? DataUndelivered.Reason.LAPSED
                : DataUndelivered.Reason.NO_ANSWER;
    return create(
        factory.drawId(),
        new DataUndelivered(late.event(), late.from(), late.to(), reason, late.attempts()),
        late.subject(),
        Optional.empty(),
        Map.of(),
        List.of());
  }

  private Event create(
      EventId id,
      EventData data,
      String subject,
      Optional<JsonObject> internal,
      Map<String, Long> guards,
      List<String> advances) {
    try {
      return factory.createWithId(
          id,
          data.eventType().shortName(),
          Optional.of(subject),
          data.toJson(),
          internal,
          guards,
          advances);
    } catch (InvalidEventException e) {
      throw new IllegalStateException("this service made an event that is none", e);
    }
  }
}
