package dev.tallystick.consent.breach;

import dev.tallystick.consent.duty.Duty;
import dev.tallystick.consent.duty.DutySource;
import dev.tallystick.problem.EnforcesRule;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Breaches of which the authority or the people have not been told yet. */
@Singleton
class BreachDuties implements DutySource {
  private final BreachProjection breaches;
  private final BreachClocks clocks;

  BreachDuties(BreachProjection breaches, BreachClocks clocks) {
    this.breaches = breaches;
    this.clocks = clocks;
  }

  @Override
  @EnforcesRule("R55")
  public List<Duty> openDuties(Optional<String> party, int limit) {
    List<Duty> open = new ArrayList<>();
    for (Breach breach : breaches.all(party)) {
      if (breach.authorityToldAt().isEmpty()) {
        open.add(
            duty(
                breach,
                Duty.Kind.BREACH_AUTHORITY,
                "Tell the authority of a breach",
                clocks.authority(breach)));
      }
      if (!breach.arePeopleTold()) {
        open.add(
            duty(
                breach,
                Duty.Kind.BREACH_PEOPLE,
                "Tell the people concerned of a breach",
                clocks.people(breach)));
      }
    }
    return open.stream()
        .sorted(Comparator.comparing(Duty::dueOn).thenComparing(Duty::about))
        .limit(limit)
        .toList();
  }

  private static Duty duty(Breach breach, Duty.Kind kind, String title, BreachClocks.Due due) {
    return new Duty(kind, breach.said().party(), breach.id(), title, due.on(), due.at());
  }
}
