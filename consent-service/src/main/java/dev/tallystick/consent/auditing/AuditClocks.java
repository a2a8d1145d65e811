package dev.tallystick.consent.auditing;

import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.rules.pack.AuditCycles;
import dev.tallystick.rules.pack.Pack;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/** By when a party's next audit is due. */
@Singleton
class AuditClocks {
  private final PackInForce packs;
  private final PeopleOfParties people;

  AuditClocks(PackInForce packs, PeopleOfParties people) {
    this.packs = packs;
    this.people = people;
  }

  /** The day by the pack in force; nothing if that asks for no audit of the party. */
  Optional<LocalDate> dueOn(AuditedParty party) {
    Optional<Pack> pack = packs.find().filter(inForce -> concerns(inForce, party));
    return pack.flatMap(
        inForce ->
            packs
                .since(asked -> concerns(asked, party))
                .flatMap(since -> dueOn(inForce, party, since)));
  }

  /**
   * Has the people counted anew from time to time, if the pack in force asks how many there are.
   */
  void refresh() {
    packs
        .find()
        .filter(pack -> !pack.audits().above().isEmpty())
        .ifPresent(pack -> people.refresh(pack.zone()));
  }

  private static boolean concerns(Pack pack, AuditedParty party) {
    return pack.audits().concern(party.role());
  }

  /**
   * The day by a pack: a cycle after the report before, or after all of it came together that an
   * audit is asked for.
   *
   * @param asked since when the packs in force have asked for it
   */
  @EnforcesRule("R56")
  Optional<LocalDate> dueOn(Pack pack, AuditedParty party, Instant asked) {
    AuditCycles cycles = pack.audits();
    LocalDate from = later(party.since().day(pack.zone()), asked.atZone(pack.zone()).toLocalDate());
    OptionalInt exempt = cycles.exempt(party.role());
    if (exempt.isPresent()) {
      Optional<LocalDate> more = people.moreThan(exempt.getAsInt(), party.party(), pack.zone());
      if (more.isEmpty()) {
        return Optional.empty();
      }
      from = later(from, more.get());
    }
    return cycles.dueAfter(party.role(), from);
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
