package dev.tallystick.vault.link;

import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * That a platform says that two tokens are one person's.
 *
 * @param customer the token of the platform's customer number
 * @param other the other token
 * @param basis what the platform has said
 * @param entries the events that tell of the claim
 * @param link the event that made a link of it, if one did
 */
public record LinkClaim(
    String id,
    String platform,
    String customer,
    String other,
    Basis basis,
    LinkClaimState state,
    Entries entries,
    Optional<EventId> link) {
  /** After this time a claim can no longer be confirmed. */
  static final Duration LAPSES_AFTER = Duration.ofDays(30);

  /**
   * What a claim rests on.
   *
   * @param otherScheme what kind of identifier the other token is of
   * @param method how the platform has found out
   * @param evidence the digest of what it has on file
   */
  public record Basis(String otherScheme, String method, Hash evidence, Instant claimedAt) {}

  /** The event under each token. */
  record Entries(EventId customer, EventId other) {}

  /** When it lapses. */
  public Instant lapsesAt() {
    return basis.claimedAt().plus(LAPSES_AFTER);
  }

  boolean isLapsedAt(Instant now) {
    return !now.isBefore(lapsesAt());
  }

  /** Whether somebody with these tokens has one of the two. */
  public boolean concerns(Set<String> tokens) {
    return tokens.contains(customer) || tokens.contains(other);
  }

  /** Whether somebody with these tokens has both. */
  public boolean isWithin(Set<String> tokens) {
    return tokens.contains(customer) && tokens.contains(other);
  }

  LinkClaim with(LinkClaimState next, Optional<EventId> event) {
    return new LinkClaim(id, platform, customer, other, basis, next, entries, event);
  }

  @Override
  public String toString() {
    return "LinkClaim[" + id + ", " + state + "]";
  }
}
