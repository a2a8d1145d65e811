package dev.tallystick.consent.pack;

import dev.tallystick.approvals.ActingPerson;
import dev.tallystick.approvals.ApprovableAct;
import dev.tallystick.approvals.Approval;
import dev.tallystick.approvals.ApprovalConfig;
import dev.tallystick.approvals.Approvals;
import dev.tallystick.consent.document.ActivatedPack;
import dev.tallystick.consent.document.PackAct;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ApprovalProposed;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackNarrowing;
import dev.tallystick.rules.state.PackActivation;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a rule pack decide, which takes two persons of the authority. What might be allowed that was
 * not allowed before takes effect after the notice period, counted from the proposal; what only
 * narrows takes effect when the regulator says.
 */
@Singleton
class ActivatePack implements ApprovableAct {
  private final Packs packs;
  private final ConsentEventPublisher events;
  private final Approvals approvals;
  private final ApprovalConfig config;
  private final Clock clock;

  ActivatePack(
      Packs packs,
      ConsentEventPublisher events,
      Approvals approvals,
      ApprovalConfig config,
      Clock clock) {
    this.packs = packs;
    this.events = events;
    this.approvals = approvals;
    this.config = config;
    this.clock = clock;
  }

  /** Proposes that a pack decides from an instant on, or as soon as it may. */
  Approval propose(Pack pack, Instant wanted, ActingPerson person) {
    packs.requireNoLongerLookBack(events.current(), pack);
    packs.requireNotPast(pack, wanted);
    Instant from = earliest(pack, wanted, clock.instant());
    String time = Timestamps.format(from.toEpochMilli());
    JsonObject act = new PackAct(pack.id(), pack.version(), pack.digest(), from).toJson();
    String what = "%s version %d from %s".formatted(pack.id(), pack.version(), time);
    return approvals.propose(new Approvals.Proposal(action(), what, act, from), person);
  }

  private Instant earliest(Pack pack, Instant wanted, Instant proposedAt) {
    Instant noticed = proposedAt.plus(config.notice());
    boolean isFree = config.notice().isZero() || !wanted.isBefore(noticed);
    return isFree || narrows(pack, wanted) ? wanted : noticed;
  }

  /** Compared with what decides now, and with what will decide at that instant. */
  private boolean narrows(Pack pack, Instant from) {
    State state = events.current();
    long now = clock.millis();
    return List.of(now, Math.max(now, from.toEpochMilli())).stream()
        .allMatch(
            millis ->
                state
                    .activePack(pack.family(), millis)
                    .flatMap(active -> packs.find(Hash.fromHex(active.digest())))
                    .filter(before -> PackNarrowing.narrows(before, pack))
                    .isPresent());
  }

  @Override
  public ApprovalProposed.Action action() {
    return ApprovalProposed.Action.PACK_ACTIVATION;
  }

  @Override
  public Set<String> approverRoles() {
    return Set.of("regulator");
  }

  @Override
  public JsonObject carryOut(Approval approval) {
    PackAct act = PackAct.read(approval.act());
    Pack pack = packs.get(act.pack(), Optional.of(act.digest().hex()));
    // Another pack may have come into force since: what narrowed then may widen now.
    Instant from = earliest(pack, act.effectiveFrom(), approval.proposedAt());
    Optional<PackActivation> done = activated(pack, from);
    ActivatedPack.Builder told =
        ActivatedPack.builder().pack(pack.id()).version(pack.version()).digest(pack.digest());
    if (done.isPresent()) {
      Instant since = Instant.ofEpochMilli(done.get().effectiveFromMillis());
      return told.effectiveFrom(since).build().toJson();
    }
    Instant begins = packs.notPast(pack, from);
    Logged logged = packs.activate(pack, begins, approval.party().orElseThrow());
    return told.effectiveFrom(begins)
        .eventId(logged.event())
        .index(logged.index())
        .build()
        .toJson();
  }

  /**
   * The activation, if it was done already, before a crash: for this instant, or for one after it
   * that has come by now, since what is approved late begins late.
   */
  private Optional<PackActivation> activated(Pack pack, Instant from) {
    List<PackActivation> all = events.current().packs(pack.family());
    long latest = Math.max(from.toEpochMilli(), clock.millis());
    return all.stream()
        .skip(Math.max(0, all.size() - 1))
        .filter(last -> last.digest().equals(pack.digest().hex()))
        .filter(last -> last.effectiveFromMillis() >= from.toEpochMilli())
        .filter(last -> last.effectiveFromMillis() <= latest)
        .findFirst();
  }
}
