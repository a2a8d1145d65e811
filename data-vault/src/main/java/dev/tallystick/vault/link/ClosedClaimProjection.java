package dev.tallystick.vault.link;

import dev.tallystick.events.type.ClaimId;
import dev.tallystick.events.type.IdentityDisputed;
import dev.tallystick.events.type.IdentityUnlinked;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.vault.feed.FollowerPositionRepository;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Follows which claims the log says are closed, and closes them here if this database does not
 * know: it was restored from a backup that is older. So no link comes back with a backup. Forgets
 * those that nothing can come of any more.
 */
@Singleton
@Startup
final class ClosedClaimProjection {
  private static final String POSITION = "closed-claims";
  private static final Duration KEPT = LinkClaim.LAPSES_AFTER.multipliedBy(2);

  private final Follower follower;
  private final LinkClaimRepository claims;
  private final FollowerPositionRepository positions;
  private final Clock clock;

  ClosedClaimProjection(
      Follower follower,
      LinkClaimRepository claims,
      FollowerPositionRepository positions,
      Clock clock) {
    this.follower = follower;
    this.claims = claims;
    this.positions = positions;
    this.clock = clock;
  }

  @PostConstruct
  void start() {
    follower.follow(
        Set.of(IdentityDisputed.SHORT_NAME, IdentityUnlinked.SHORT_NAME),
        positions.read(POSITION),
        this::consume);
  }

  void consume(FeedEntry entry) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              closed(entry).flatMap(claim -> claims.lock(claim.value())).ifPresent(this::close);
              positions.advance(POSITION, entry.index());
            });
  }

  private static Optional<ClaimId> closed(FeedEntry entry) {
    return entry.stub().type().equals(IdentityDisputed.NAME)
        ? entry.readData(IdentityDisputed::read).map(IdentityDisputed::claim)
        : entry.readData(IdentityUnlinked::read).map(IdentityUnlinked::claim);
  }

  private void close(LinkClaim claim) {
    if (claim.state() == LinkClaimState.OPEN) {
      claims.become(claim.with(LinkClaimState.DISPUTED, claim.link()));
    } else if (claim.state().isConfirmed()) {
      claims.become(claim.with(LinkClaimState.UNLINKED, claim.link()));
    }
  }

  @Scheduled(every = "1h", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
  void forget() {
    QuarkusTransaction.requiringNew().run(() -> claims.forget(clock.instant().minus(KEPT)));
  }
}
