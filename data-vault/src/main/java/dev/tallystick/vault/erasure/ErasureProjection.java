package dev.tallystick.vault.erasure;

import dev.tallystick.events.Body;
import dev.tallystick.events.type.RecordErased;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.vault.feed.FollowerPositionRepository;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Follows what the log says was erased, and erases it here if this database does not know: it was
 * restored from a backup that is older. So nobody comes back with a backup.
 */
@Singleton
@Startup
final class ErasureProjection {
  private static final String POSITION = "erased";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Follower follower;
  private final PersonErasureRepository erasures;
  private final Shredding shredding;
  private final FollowerPositionRepository positions;

  ErasureProjection(
      Follower follower,
      PersonErasureRepository erasures,
      Shredding shredding,
      FollowerPositionRepository positions) {
    this.follower = follower;
    this.erasures = erasures;
    this.shredding = shredding;
    this.positions = positions;
  }

  @PostConstruct
  void start() {
    follower.follow(Set.of(RecordErased.SHORT_NAME), positions.read(POSITION), this::consume);
  }

  /**
   * Consumes what the log has now.
   *
   * @throws VaultProblem if the log does not answer
   */
  void catchUp() {
    try {
      if (follower.catchUp(PATIENCE).isEmpty()) {
        throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
    }
  }

  void consume(FeedEntry entry) {
    Optional<Body> body = entry.readBody();
    // Before the transaction: the rule pack is asked for over HTTP.
    Optional<LocalDate> today = body.map(any -> shredding.today());
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              if (body.isPresent()) {
                catchUp(
                    body.get(), Instant.ofEpochMilli(entry.recordedMillis()), today.orElseThrow());
              }
              positions.advance(POSITION, entry.index());
            });
  }

  private void catchUp(Body body, Instant recordedAt, LocalDate today) {
    RecordErased data = RecordErased.read(body.data());
    String id = data.erasure().value();
    String subject = body.subject().orElseThrow();
    erasures.lockPerson(subject);
    // Before the person, as whoever shreds it here does: the two must not wait for each other.
    Optional<PersonErasure> known = erasures.lock(id);
    if (known.isPresent() && known.get().outcome().isPresent()) {
      return;
    }
    PersonErasure erased =
        new PersonErasure(
            id,
            subject,
            data.provider(),
            known.map(PersonErasure::ground).orElse(PersonErasure.Ground.PERSON_REQUEST),
            ErasureState.ERASED,
            known.map(PersonErasure::stoppedAt).orElse(recordedAt),
            known.map(PersonErasure::startedEvent).orElse(body.id()),
            Optional.of(
                new PersonErasure.Outcome(
                    body.id(), (int) data.keys(), (int) data.records(), (int) data.held())));
    shredding.takeAway(erased, new Wish(false), today);
    erasures.catchUp(erased);
  }
}
