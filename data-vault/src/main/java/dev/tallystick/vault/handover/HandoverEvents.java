package dev.tallystick.vault.handover;

import dev.tallystick.directory.decision.Ruling.Permit;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.PurposeObject;
import dev.tallystick.events.type.ReleaseId;
import dev.tallystick.party.HandoverRequest;
import dev.tallystick.party.PurposeReference;
import dev.tallystick.producer.EventFactory;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The entries of hand-overs, under the ids that the parties have sealed them to. */
@Singleton
final class HandoverEvents {
  private final EventFactory factory;

  HandoverEvents(EventFactory factory) {
    this.factory = factory;
  }

  Event released(LogHandover.Signed signed, String step, Permit permit) {
    HandoverRequest wanted = signed.wanted();
    HandoverRequest.Sealed sealed = wanted.sealed();
    DataReleased data =
        DataReleased.builder()
            .step(DataReleased.Step.of(step))
            .release(new ReleaseId(sealed.release()))
            .from(signed.from())
            .to(wanted.to())
            .purpose(wanted.purpose())
            .purposeObject(wanted.purposeObject().map(HandoverEvents::object))
            // None where the pack opens the edge by law.
            .consents(permit.consents())
            .categories(permit.categories())
            .recordCount(sealed.recordCount())
            .recordsRoot(sealed.recordsRoot())
            .payloadDigest(sealed.payloadDigest())
            .jweDigest(sealed.jweDigest())
            .recipientKey(sealed.recipientKey())
            .parents(wanted.parents().stream().map(EventId::fromString).toList())
            .sellerSignature(signed.half())
            .request(signed.jws())
            .decision(permit.jws())
            .build();
    try {
      Event event =
          factory.createWithId(
              EventId.fromString(sealed.event()),
              data.eventType().shortName(),
              Optional.of(wanted.subject()),
              data.toJson(),
              Optional.empty(),
              permit.guards(),
              permit.advances());
      if (!event.stub().labels().contains(EventLabels.ofSubject(wanted.subject()))) {
        // Filed under nobody, it would be missing from the person's list.
        throw new IllegalStateException("the hand-over is not filed under the person");
      }
      return event;
    } catch (InvalidEventException e) {
      throw new IllegalStateException("this service made an event that is none", e);
    }
  }

  private static PurposeObject object(PurposeReference named) {
    return new PurposeObject(PurposeObject.Kind.of(named.kind()), named.ref());
  }
}
