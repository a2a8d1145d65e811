package dev.tallystick.tally.audit;

import dev.tallystick.events.EventId;
import dev.tallystick.events.type.KeyUse;
import dev.tallystick.events.type.PartyEnrolmentIssued;
import dev.tallystick.events.type.PartyKeyRegistered;
import dev.tallystick.events.type.PartyKeyRevoked;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.KeyProof;
import dev.tallystick.party.KeyRevocation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What lets a party's key in, or ends it: a code of the regulator that nobody has used before, or
 * the signature of a key that the log had for the party. Says nothing about keys before the first
 * code of the log, because they come from a release without codes.
 */
final class KeyCheck {
  private static final String CONSENT = "consent-service";

  private final LoggedSigningKeys keys;
  private final boolean verifies;
  private final Map<String, EventId> codes = new HashMap<>();
  private boolean begun;

  KeyCheck(LoggedSigningKeys keys, boolean verifies) {
    this.keys = keys;
    this.verifies = verifies;
  }

  /** The rule that the entry breaks, if it is about a key. */
  Optional<String> of(AuditedEntry entry) {
    entry
        .data(PartyEnrolmentIssued.NAME, PartyEnrolmentIssued::read)
        .ifPresent(
            issued -> {
              begun = true;
              codes.put(issued.party(), entry.body().orElseThrow().id());
            });
    if (!begun) {
      return Optional.empty();
    }
    return entry
        .data(PartyKeyRegistered.NAME, PartyKeyRegistered::read)
        .filter(key -> !key.party().equals(CONSENT))
        .flatMap(key -> registered(entry, key))
        .or(
            () ->
                entry
                    .data(PartyKeyRevoked.NAME, PartyKeyRevoked::read)
                    .flatMap(key -> revoked(entry, key)));
  }

  private Optional<String> registered(AuditedEntry entry, PartyKeyRegistered key) {
    Optional<EventId> code = key.enrolment();
    if (code.isPresent()) {
      return codes.remove(key.party(), code.get())
          ? Optional.empty()
          : Optional.of("the code that let its key in was not issued, or was used before");
    }
    Optional<String> approval =
        key.use() == KeyUse.ENCRYPT ? Optional.of(key.proof()) : key.approval();
    if (approval.isEmpty()) {
      return Optional.of("neither a code nor a key of the party has let its key in");
    }
    return verifies ? approved(entry, key, approval.get()) : Optional.empty();
  }

  private Optional<String> approved(AuditedEntry entry, PartyKeyRegistered key, String approval) {
    try {
      KeyProof said =
          KeyProof.verify(
              approval,
              keys.of(key.party(), time(entry)),
              Expected.atItsOwnTime(key.party(), CONSENT));
      return said.thumbprint().equals(key.thumbprint()) && said.use().equals(key.use().wire())
          ? Optional.empty()
          : Optional.of("the party has let another key in");
    } catch (InvalidStatementException e) {
      return Optional.of("what lets its key in does not hold: " + e.getMessage());
    }
  }

  private Optional<String> revoked(AuditedEntry entry, PartyKeyRevoked key) {
    if (key.by().isPresent()) {
      return Optional.empty();
    }
    if (key.approval().isEmpty()) {
      return Optional.of("neither the regulator nor a key of the party has revoked its key");
    }
    return verifies ? approved(entry, key, key.approval().get()) : Optional.empty();
  }

  private Optional<String> approved(AuditedEntry entry, PartyKeyRevoked key, String approval) {
    try {
      KeyRevocation said =
          KeyRevocation.verify(
              approval,
              keys.of(key.party(), time(entry)),
              Expected.atItsOwnTime(key.party(), CONSENT));
      return said.thumbprint().equals(key.thumbprint())
          ? Optional.empty()
          : Optional.of("the party has revoked another key");
    } catch (InvalidStatementException e) {
      return Optional.of("what revokes its key does not hold: " + e.getMessage());
    }
  }

  /** By the clock that keys begin by: the log's may be a little behind it. */
  private static long time(AuditedEntry entry) {
    return entry.body().orElseThrow().timeMillis();
  }
}
