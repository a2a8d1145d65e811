package dev.tallystick.consent.destruction;

import dev.tallystick.consent.PersonProblemCode;
import dev.tallystick.consent.denial.RecordDenial;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.DataDestroyed;
import dev.tallystick.rules.ExitRules;
import dev.tallystick.rules.Verdict;
import dev.tallystick.rules.state.Release;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Logs that a holder has destroyed what releases have brought it. From then on nothing may be made
 * of them. What the certificate says is the holder's word; that it was given is in the log.
 */
@Singleton
class CertifyDestruction {
  private static final String EXIT = "EXIT";

  private final ConsentEventPublisher events;
  private final RecordDenial recordDenial;
  private final Packs packs;
  private final Clock clock;

  CertifyDestruction(
      ConsentEventPublisher events, RecordDenial recordDenial, Packs packs, Clock clock) {
    this.events = events;
    this.recordDenial = recordDenial;
    this.packs = packs;
    this.clock = clock;
  }

  /**
   * Logs it.
   *
   * @param holder who has destroyed
   * @param byRegulator whether the regulator presents it, whose approval counts by itself
   */
  Logged log(String holder, DestructionJson said, boolean byRegulator) {
    State state = events.current();
    List<String> releases = List.copyOf(new TreeSet<>(said.releases()));
    if (!releases.stream().allMatch(release -> isHeld(state, release, holder, said.subject()))) {
      throw PersonProblemCode.RELEASE_NOT_HELD.problem("releases", "held-about-the-person");
    }
    Optional<String> approval = Optional.ofNullable(said.approvalRef());
    if (said.reason().equals(EXIT)) {
      boolean approved =
          approval.filter(ref -> byRegulator || isFiled(state, holder, ref)).isPresent();
      Verdict verdict = ExitRules.destruction(state, approved, clock.instant(), packs);
      if (!verdict.isAccepted()) {
        throw recordDenial.refuse(
            verdict,
            Optional.of(said.subject()),
            DataDenied.builder().step(DataDenied.Step.EXIT).caller(holder));
      }
    }
    DataDestroyed data =
        DataDestroyed.builder()
            .party(holder)
            .releases(releases.stream().map(EventId::fromString).toList())
            .reason(DataDestroyed.Reason.of(said.reason()))
            .certificate(Hash.fromHex(said.certificate()))
            .approvalRef(approval)
            .build();
    return events.publish(events.event(data, said.subject()));
  }

  private static boolean isHeld(State state, String event, String holder, String subject) {
    Optional<Release> release = state.release(event);
    return release
        .filter(found -> found.to().equals(holder) && found.subject().equals(subject))
        .filter(found -> !found.destroyed())
        .isPresent();
  }

  /** With an agreement about the exit, which only the regulator files with its approval. */
  private static boolean isFiled(State state, String holder, String approval) {
    return state.agreements().stream()
        .anyMatch(
            filed ->
                filed.kind().equals(EXIT)
                    && filed.provider().equals(holder)
                    && filed.approvalRef().equals(Optional.of(approval)));
  }
}
