package dev.tallystick.vault.link;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.IdentityDisputed;
import dev.tallystick.events.type.IdentityUnlinked;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.LookUp;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What the persons concerned say to a claim, and the claimant's own second thoughts. Confirming is
 * for who has proved both identifiers. Everything else narrows, takes effect with its commit, and
 * waits for nobody: the log is told when it can be.
 */
@Singleton
public final class JudgeLinkClaim {
  private static final Logger LOG = Logger.getLogger(JudgeLinkClaim.class);

  private final LinkClaimRepository claims;
  private final LinkEvents events;
  private final LinkOutcomes outcomes;
  private final LogWriter log;
  private final Clock clock;

  JudgeLinkClaim(
      LinkClaimRepository claims,
      LinkEvents events,
      LinkOutcomes outcomes,
      LogWriter log,
      Clock clock) {
    this.claims = claims;
    this.events = events;
    this.outcomes = outcomes;
    this.log = log;
    this.clock = clock;
  }

  /** The claims about these tokens, the latest first; one that lapsed is there no more. */
  public List<LinkClaim> about(Set<String> tokens) {
    Instant since = clock.instant().minus(LinkClaim.LAPSES_AFTER);
    return QuarkusTransaction.requiringNew().call(() -> claims.about(tokens, since));
  }

  /**
   * Confirms a claim; from when the log has it, both tokens are one person's.
   *
   * @param proved the tokens whose identifiers the person has proved
   * @throws VaultProblem if one of the two is not among them, or the claim can no longer be
   *     confirmed
   */
  public LinkClaim confirm(String id, Set<String> proved) {
    LinkClaim claim =
        confirmable(inTransaction(() -> claims.findClaim(id).stream().toList()), proved);
    if (claim.state().isConfirmed()) {
      return claim;
    }
    // A link that the log has before its claim would link nothing.
    requireLogged(claim.entries().customer());
    requireLogged(claim.entries().other());
    List<Event> told = new ArrayList<>();
    LinkClaim after =
        inTransaction(
            () -> {
              told.clear();
              LinkClaim locked = confirmable(claims.lock(id).stream().toList(), proved);
              if (locked.state().isConfirmed()) {
                return locked;
              }
              Event linked = events.store(events.linked(locked));
              told.add(linked);
              return become(locked.with(LinkClaimState.LINKING, Optional.of(linked.id())));
            });
    tell(told);
    return inTransaction(() -> claims.findClaim(id)).orElse(after);
  }

  private LinkClaim confirmable(List<LinkClaim> found, Set<String> proved) {
    LinkClaim claim =
        found.stream()
            .filter(one -> one.concerns(proved))
            .findFirst()
            .orElseThrow(VaultProblemCode.CLAIM_UNKNOWN::problem);
    if (!claim.isWithin(proved)) {
      throw new VaultProblem(VaultProblemCode.IDENTIFIER_NOT_PROVED);
    }
    if (claim.state() == LinkClaimState.DISPUTED || claim.state() == LinkClaimState.UNLINKED) {
      throw new VaultProblem(VaultProblemCode.CLAIM_CLOSED);
    }
    if (claim.state() == LinkClaimState.OPEN && claim.isLapsedAt(clock.instant())) {
      throw new VaultProblem(VaultProblemCode.CLAIM_LAPSED);
    }
    return claim;
  }

  private void requireLogged(EventId event) {
    if (!(log.receiptOf(event) instanceof LookUp.Found)) {
      throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
    }
  }

  /** Says that a claim is wrong; whoever has one of the two tokens may. */
  public LinkClaim dispute(String id, Set<String> tokens) {
    return narrow(
        id,
        claim -> claim.concerns(tokens),
        claim -> {
          if (claim.state().isConfirmed()) {
            throw new VaultProblem(VaultProblemCode.CLAIM_CONFIRMED);
          }
          return close(claim, IdentityDisputed.By.PERSON);
        });
  }

  /** Undoes a link; whoever has one of the two tokens may. */
  public LinkClaim unlink(String id, Set<String> tokens, IdentityUnlinked.Reason reason) {
    return narrow(
        id,
        claim -> claim.concerns(tokens),
        claim -> {
          if (claim.state() == LinkClaimState.OPEN || claim.state() == LinkClaimState.DISPUTED) {
            throw new VaultProblem(VaultProblemCode.CLAIM_NOT_CONFIRMED);
          }
          return undo(claim, reason);
        });
  }

  /** The claimant takes it back, whatever has become of it. */
  public void withdraw(String id, String platform) {
    LinkClaim unused =
        narrow(
            id,
            claim -> claim.platform().equals(platform),
            claim ->
                claim.state().isConfirmed()
                    ? undo(claim, IdentityUnlinked.Reason.CLAIM_WITHDRAWN)
                    : close(claim, IdentityDisputed.By.CLAIMANT));
  }

  private interface Whose {
    boolean is(LinkClaim claim);
  }

  private interface Narrowing {
    List<Event> of(LinkClaim claim);
  }

  private LinkClaim narrow(String id, Whose whose, Narrowing narrowing) {
    List<Event> told = new ArrayList<>();
    LinkClaim after =
        inTransaction(
            () -> {
              told.clear();
              LinkClaim claim =
                  claims
                      .lock(id)
                      .filter(whose::is)
                      .orElseThrow(VaultProblemCode.CLAIM_UNKNOWN::problem);
              told.addAll(narrowing.of(claim));
              return claims.findClaim(id).orElse(claim);
            });
    tell(told);
    return after;
  }

  private List<Event> close(LinkClaim claim, IdentityDisputed.By by) {
    if (claim.state() != LinkClaimState.OPEN) {
      return List.of();
    }
    LinkClaim unused = become(claim.with(LinkClaimState.DISPUTED, claim.link()));
    return events.disputed(claim, by).stream().map(events::store).toList();
  }

  private List<Event> undo(LinkClaim claim, IdentityUnlinked.Reason reason) {
    if (!claim.state().isConfirmed()) {
      return List.of();
    }
    LinkClaim unused = become(claim.with(LinkClaimState.UNLINKED, claim.link()));
    return List.of(events.store(events.unlinked(claim, reason)));
  }

  private LinkClaim become(LinkClaim claim) {
    claims.become(claim);
    return claim;
  }

  private static <T> T inTransaction(Supplier<T> work) {
    return QuarkusTransaction.requiringNew().call(work::get);
  }

  /** Appends now what the outbox would append later. */
  private void tell(List<Event> told) {
    for (Event event : told) {
      try {
        LoggedReceipt unused = log.append(event, outcomes);
      } catch (LogUnavailableException e) {
        LOG.infof("the log is told of %s later", event.id());
      } catch (AppendRefusedException e) {
        LOG.infof("%s was refused: %s", event.id(), e.code());
      }
    }
  }
}
