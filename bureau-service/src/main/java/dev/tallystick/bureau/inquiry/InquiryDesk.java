package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.Destruction.Ground;
import dev.tallystick.bureau.inquiry.Inquiries.Outcome;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.DatabaseException;
import dev.tallystick.events.Event;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.StatementRefusal;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Where inquiries come in and where they end: the same request twice is done once, and what was
 * refused is refused again.
 */
@Singleton
final class InquiryDesk {
  /** How long after the entry the same request gets the same answer. */
  static final Duration SAME_ANSWER = Duration.ofSeconds(60);

  private static final Duration PATIENCE = ClaimStore.LEASE.minusSeconds(15);
  private static final Duration TRY_AGAIN = Duration.ofMillis(200);

  private final Statements statements;
  private final ClaimStore claims;
  private final InquiryStore store;
  private final Destruction destruction;
  private final Notices notices;
  private final Clock clock;

  InquiryDesk(
      Statements statements,
      ClaimStore claims,
      InquiryStore store,
      Destruction destruction,
      Notices notices,
      Clock clock) {
    this.statements = statements;
    this.claims = claims;
    this.store = store;
    this.destruction = destruction;
    this.notices = notices;
    this.clock = clock;
  }

  /** What comes of handing in an inquiry. */
  sealed interface Taken {}

  /** The answer of the first time. */
  record Answered(Outcome outcome) implements Taken {}

  /** It is the caller's to work on. */
  record Begun(BureauId bureau, UUID attempt, InquiryRequest inquiry, long takenNanos)
      implements Taken {}

  BureauId bureau(String request) {
    return statements.bureau(request);
  }

  InquiryRequest verify(String request, String lender, BureauId bureau) {
    return statements.verify(request, lender, bureau);
  }

  /** Takes an inquiry, or answers as before. */
  Taken take(String lender, String idempotencyKey, String request) {
    BureauId bureau = statements.bureau(request);
    ClaimStore.Key key =
        new ClaimStore.Key(
            lender, idempotencyKey, Hash.sha256(request.getBytes(StandardCharsets.US_ASCII)));
    // First what is known: a retry may come when the statement has expired.
    Optional<Claim> known = claims.find(bureau, key);
    if (known.isPresent()) {
      return again(known.get());
    }
    InquiryRequest inquiry = statements.verify(request, lender, bureau);
    long takenNanos = System.nanoTime();
    Claim claim = claims.claim(bureau, key, inquiry, clock.instant());
    return claim instanceof Claim.Fresh fresh
        ? new Begun(bureau, fresh.attempt(), inquiry, takenNanos)
        : again(claim);
  }

  private Taken again(Claim claim) {
    if (claim instanceof Claim.OtherRequest) {
      throw new InquiryProblem.KeyReused();
    }
    if (claim instanceof Claim.Replayed) {
      throw new InquiryProblem.StatementInvalid(StatementRefusal.REQUEST_REPLAYED);
    }
    InquiryRow row = ((Claim.Repeat) claim).row();
    switch (row.state()) {
      case LOGGED, SENT -> {
        boolean recent = row.loggedAt().orElseThrow().plus(SAME_ANSWER).isAfter(clock.instant());
        return store
            .answer(row.bureau(), row.attempt())
            .filter(answer -> recent)
            .map(answer -> new Answered(new Outcome(row.bureau(), row.attempt(), answer)))
            .orElseThrow(InquiryProblem.Lapsed::new);
      }
      case RECEIVED, UNDELIVERED -> throw new InquiryProblem.Lapsed();
      case REFUSED -> throw StoredRefusal.read(row.refusal().orElseThrow());
      default -> throw new InquiryProblem.KeyInUse();
    }
  }

  /**
   * The releases are here. Nothing but this thread knows of them yet, and they are owed a receipt:
   * so it waits for a database that is away, for nearly as long as the row is its own.
   */
  void sourced(Begun begun, Sourced sourced) {
    long end = begun.takenNanos() + PATIENCE.toNanos();
    while (true) {
      try {
        store.sourced(begun.bureau(), begun.attempt(), sourced, clock.instant());
        return;
      } catch (DatabaseException away) {
        if (System.nanoTime() - end > 0) {
          throw away;
        }
        LockSupport.parkNanos(TRY_AGAIN.toNanos());
      }
    }
  }

  /** Refused: for good, or, if the refusal is for now only, until the same is asked again. */
  void end(Begun begun, DomainProblem problem, Collection<String> parents) {
    List<Event> destroyed = destroyed(begun, parents, Ground.DENIED);
    boolean ended =
        problem.status() >= 500
            ? store.abandon(begun.bureau(), begun.attempt(), destroyed)
            : store.refuse(begun.bureau(), begun.attempt(), StoredRefusal.of(problem), destroyed);
    if (ended) {
      notices.append(destroyed);
    }
  }

  /** A fault of ours. */
  void giveUp(Begun begun, Collection<String> parents) {
    List<Event> destroyed = destroyed(begun, parents, Ground.TERM_ENDED);
    if (store.abandon(begun.bureau(), begun.attempt(), destroyed)) {
      notices.append(destroyed);
    }
  }

  private List<Event> destroyed(Begun begun, Collection<String> parents, Ground ground) {
    return destruction.of(begun.bureau(), begun.inquiry().subject(), parents, ground);
  }
}
