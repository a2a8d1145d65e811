package dev.tallystick.vault.link;

import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.IdentityUnlinked;
import dev.tallystick.producer.OutboxListener;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import org.jboss.logging.Logger;

/** What the log makes of links and of their undoing. Each conclusion may be drawn twice. */
@Singleton
final class LinkOutcomes implements OutboxListener {
  private static final Logger LOG = Logger.getLogger(LinkOutcomes.class);

  private final LinkClaimRepository claims;
  private final LinkEvents events;
  private final Instance<LinkBegun> begins;
  private final Instance<LinkEnded> ends;

  LinkOutcomes(
      LinkClaimRepository claims,
      LinkEvents events,
      Instance<LinkBegun> begins,
      Instance<LinkEnded> ends) {
    this.claims = claims;
    this.events = events;
    this.begins = begins;
    this.ends = ends;
  }

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    if (LinkEvents.isLinked(event)) {
      QuarkusTransaction.requiringNew().run(() -> linked(event, receipt.recordedMillis()));
      begun(event.subject().orElseThrow());
    } else if (LinkEvents.isUnlinked(event)) {
      ended(event);
    }
  }

  /** Only who was in time is linked: whoever reads the log takes a later one for none. */
  private void linked(Event event, long recordedMillis) {
    Optional<LinkClaim> claim =
        claims.lockByLink(event.id()).filter(one -> one.state() == LinkClaimState.LINKING);
    if (claim.isEmpty()) {
      return;
    }
    boolean late = claim.get().isLapsedAt(Instant.ofEpochMilli(recordedMillis));
    claims.become(
        claim
            .get()
            .with(late ? LinkClaimState.UNLINKED : LinkClaimState.LINKED, claim.get().link()));
    if (late) {
      Event unused =
          events.store(events.unlinked(claim.get(), IdentityUnlinked.Reason.CLAIM_LAPSED));
    }
  }

  private void begun(String token) {
    SortedSet<String> tokens = QuarkusTransaction.requiringNew().call(() -> claims.linkedTo(token));
    if (tokens.size() > 1) {
      begins.forEach(begin -> begin.begun(tokens));
    }
  }

  private void ended(Event event) {
    String first = event.subject().orElseThrow();
    String second = IdentityUnlinked.read(event.data()).linked();
    SortedSet<String> one = QuarkusTransaction.requiringNew().call(() -> claims.linkedTo(first));
    SortedSet<String> other = QuarkusTransaction.requiringNew().call(() -> claims.linkedTo(second));
    if (!one.contains(second)) {
      ends.forEach(end -> end.ended(one, other, event.id()));
    }
  }

  /** It was undone, or its claim disputed, before the log had it. */
  @Override
  public void refused(Event event, AppendRefusedException refusal) {
    if (!LinkEvents.isLinked(event)) {
      return;
    }
    LOG.infof("the log refused the link %s: %s", event.id(), refusal.code());
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                claims
                    .lockByLink(event.id())
                    .filter(claim -> claim.state() == LinkClaimState.LINKING)
                    .ifPresent(
                        claim -> claims.become(claim.with(LinkClaimState.UNLINKED, claim.link()))));
  }

  @Override
  public void lapsed(Event event) {
    // All are stored before they are appended, so the outbox goes on for ever.
  }
}
