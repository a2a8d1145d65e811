package dev.tallystick.vault.erasure;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ConsentExpired;
import dev.tallystick.events.type.ConsentGiven;
import dev.tallystick.events.type.ConsentWithdrawn;
import dev.tallystick.events.type.KindOfConsent;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.vault.document.CollectionChange;
import dev.tallystick.vault.feed.FollowerPositionRepository;
import dev.tallystick.vault.link.LinkedTokens;
import dev.tallystick.vault.record.RecordErasure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * Follows the consents to collect. Until a record is released the vault holds it on that consent
 * alone, so when the last one of a person and a platform has ended, what the platform has deposited
 * about the person is erased; what a law holds is restricted (R16, R19).
 *
 * <p>The erasure comes before the cursor moves: after a crash it is asked for again, and is the
 * same. The table changes under the cursor's lock, and not by an entry that the cursor has already:
 * a replica that is behind would bring back what another has seen end.
 */
@Singleton
@Startup
final class CollectionProjection {
  private static final String POSITION = "collections";

  private final Follower follower;
  private final CollectionRepository collections;
  private final ErasePerson erasures;
  private final RecordErasure records;
  private final FollowerPositionRepository positions;
  private final LinkedTokens links;

  CollectionProjection(
      Follower follower,
      CollectionRepository collections,
      ErasePerson erasures,
      RecordErasure records,
      FollowerPositionRepository positions,
      LinkedTokens links) {
    this.links = links;
    this.follower = follower;
    this.collections = collections;
    this.erasures = erasures;
    this.records = records;
    this.positions = positions;
  }

  @PostConstruct
  void start() {
    follower.follow(
        Set.of(ConsentGiven.SHORT_NAME, ConsentWithdrawn.SHORT_NAME, ConsentExpired.SHORT_NAME),
        positions.read(POSITION),
        this::consume);
  }

  void consume(FeedEntry entry) {
    Optional<Change> change =
        change(entry).filter(one -> one.kind().equals(KindOfConsent.COLLECT.wire()));
    if (change.isPresent()) {
      follow(change.get(), entry.index());
    }
    positions.advance(POSITION, entry.index());
  }

  /**
   * A consent that begins or ends.
   *
   * @param end why it ends; empty when it begins
   */
  private record Change(
      String kind,
      String consent,
      String subject,
      String platform,
      Optional<PersonErasure.Ground> end) {
    @Override
    public String toString() {
      return "Change[" + consent + "]";
    }
  }

  private static Optional<Change> change(FeedEntry entry) {
    return entry
        .readBody()
        .map(body -> change(entry.stub().type(), body.subject().orElseThrow(), body.data()));
  }

  /** Reads no more than it needs, so that whatever else a consent says keeps it from nothing. */
  private static Change change(String type, String subject, JsonObject data) {
    CollectionChange change = CollectionChange.read(data);
    return new Change(
        change.kind(),
        change.consent(),
        subject,
        change.recipient(),
        type.equals(ConsentGiven.NAME)
            ? Optional.empty()
            : Optional.of(
                type.equals(ConsentWithdrawn.NAME)
                    ? PersonErasure.Ground.CONSENT_WITHDRAWN
                    : PersonErasure.Ground.CONSENT_END));
  }

  private void follow(Change change, long index) {
    List<String> over =
        QuarkusTransaction.requiringNew()
            .call(() -> positions.lock(POSITION) < index ? apply(change) : List.of());
    for (String token : over) {
      var unusedErasure =
          erasures.erase(
              token, Optional.of(change.platform()), change.end().orElseThrow(), new Wish(false));
    }
  }

  /**
   * Returns the person's tokens under which something is here, if the platform collects no more
   * about the person, under none of them.
   */
  private List<String> apply(Change change) {
    if (change.end().isEmpty()) {
      collections.add(change.consent(), change.subject(), change.platform());
      return List.of();
    }
    collections.remove(change.consent());
    SortedSet<String> tokens = links.of(change.subject());
    return tokens.stream().anyMatch(token -> collections.isAny(token, change.platform()))
        ? List.of()
        : tokens.stream()
            .filter(token -> records.isAny(token, Optional.of(change.platform())))
            .toList();
  }
}
