package dev.tallystick.approvals;

import dev.tallystick.events.Event;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ApprovalGiven;
import dev.tallystick.events.type.ApprovalId;
import dev.tallystick.events.type.ApprovalProposed;
import dev.tallystick.events.type.ApprovalRefused;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Acts that take two persons.
 *
 * <p>Guarantee: the proposal is in the log before it can be approved, the approval before the act
 * is done, and the two are of different accounts; a row that says otherwise is refused by the
 * database. A crash after the approval leaves it approved: whoever may approve asks again when the
 * lease of the crashed request has ended, and it goes on. It cannot tell two accounts of one human
 * being apart.
 */
@Singleton
public class Approvals {
  private static final int SHOWN = 100;

  private final ApprovalRepository repository;
  private final ApprovalLog log;
  private final ApprovableActs acts;
  private final ApprovalConfig config;
  private final Clock clock;

  Approvals(
      ApprovalRepository repository,
      ApprovalLog log,
      ApprovableActs acts,
      ApprovalConfig config,
      Clock clock) {
    this.repository = repository;
    this.log = log;
    this.acts = acts;
    this.config = config;
    this.clock = clock;
  }

  /**
   * What somebody wants to be done.
   *
   * @param what in words, for the log; no personal data
   * @param act exactly, for whoever approves and for the one that carries it out
   * @param notBefore when it may take effect
   */
  public record Proposal(
      ApprovalProposed.Action action, String what, JsonObject act, Instant notBefore) {}

  /**
   * Logs and keeps a proposal.
   *
   * @throws ApprovalProblem if it cannot be logged
   */
  public Approval propose(Proposal proposal, ActingPerson person) {
    requirePerson(person);
    String id = "apr_" + log.drawId();
    Hash digest = Hash.sha256(CanonicalJson.bytes(proposal.act()));
    Instant now = clock.instant();
    Event event =
        log.event(
            new ApprovalProposed(
                new ApprovalId(id),
                proposal.action(),
                proposal.what(),
                digest,
                proposal.notBefore(),
                person.party()),
            Optional.empty(),
            person.account());
    log.require(event);
    Approval approval =
        new Approval(
            id,
            proposal.action(),
            proposal.what(),
            proposal.act(),
            digest,
            person.account(),
            person.party(),
            event.id(),
            now,
            proposal.notBefore(),
            now.plus(config.lifetime()),
            Approval.State.PROPOSED,
            Optional.empty(),
            Optional.empty());
    repository.add(approval);
    return approval;
  }

  /** How many proposals wait for a second person. */
  public long waiting() {
    return repository.waiting(clock.instant());
  }

  /** What was proposed lately, the newest first. */
  List<Approval> newest() {
    return repository.newest(SHOWN);
  }

  /**
   * Approves, and does what was approved. Asked again, it goes on where it was interrupted, or
   * tells what became of it.
   *
   * @throws ApprovalProblem if the person may not, it was refused, or it cannot be logged
   */
  Approval approve(String id, ActingPerson person) {
    Approval open = find(id);
    ApprovableAct act = acts.of(open);
    requireMayDecide(open, act, person);
    if (open.proposedBy().equals(person.account())) {
      throw ApprovalProblem.ofProposer();
    }
    if (open.state() == Approval.State.PROPOSED) {
      requireInTime(open, person);
      ApprovalGiven data =
          new ApprovalGiven(
              new ApprovalId(id), open.proposedEvent(), open.digest(), person.party());
      decide(
          open,
          Approval.State.APPROVED,
          log.event(data, Optional.empty(), person.account()),
          person);
    }
    return carryOut(find(id));
  }

  /**
   * Refuses a proposal; the one who made it takes it back.
   *
   * @throws ApprovalProblem if the person may not, or it was decided already
   */
  Approval refuse(String id, ActingPerson person) {
    Approval open = find(id);
    boolean isOwn = open.proposedBy().equals(person.account());
    if (!isOwn) {
      requireMayDecide(open, acts.of(open), person);
    }
    if (open.state() != Approval.State.PROPOSED) {
      throw ApprovalProblem.closed();
    }
    refuse(open, isOwn ? ApprovalRefused.Ground.WITHDRAWN : ApprovalRefused.Ground.REFUSED, person);
    return find(id);
  }

  private void requireInTime(Approval open, ActingPerson person) {
    if (!clock.instant().isBefore(open.expiresAt())) {
      refuse(open, ApprovalRefused.Ground.EXPIRED, person);
      throw ApprovalProblem.closed();
    }
  }

  private void refuse(Approval open, ApprovalRefused.Ground ground, ActingPerson person) {
    ApprovalRefused data =
        new ApprovalRefused(
            new ApprovalId(open.id()), open.proposedEvent(), ground, person.party());
    Event event = log.event(data, Optional.empty(), person.account());
    decide(open, Approval.State.REFUSED, event, person);
  }

  /** Row and event are committed together; then the log must have the event. */
  private void decide(Approval open, Approval.State outcome, Event event, ActingPerson person) {
    Approval.Decision decision = new Approval.Decision(person.account(), event.id());
    if (repository.decide(open.id(), outcome, decision, clock.instant(), () -> log.store(event))) {
      log.require(event);
    }
  }

  private Approval carryOut(Approval approved) {
    if (approved.state() == Approval.State.DONE) {
      return approved;
    }
    if (approved.state() != Approval.State.APPROVED) {
      throw ApprovalProblem.closed();
    }
    log.requireLogged(approved.decision().orElseThrow().event());
    acts.carryOut(approved);
    return find(approved.id());
  }

  private void requireMayDecide(Approval open, ApprovableAct act, ActingPerson person) {
    requirePerson(person);
    boolean hasRole = person.roles().stream().anyMatch(act.approverRoles()::contains);
    if (!hasRole || (open.party().isPresent() && !open.party().equals(person.party()))) {
      throw ApprovalProblem.notYours();
    }
  }

  private void requirePerson(ActingPerson person) {
    requirePerson(person, config.secondFactor());
  }

  static void requirePerson(ActingPerson person, boolean asksForSecondFactor) {
    if (!person.isPerson()) {
      throw ApprovalProblem.notAPerson();
    }
    if (asksForSecondFactor && !person.hasSecondFactor()) {
      throw ApprovalProblem.secondFactor();
    }
  }

  private Approval find(String id) {
    return repository.get(id).orElseThrow(ApprovalProblem::unknown);
  }
}
