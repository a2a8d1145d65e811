package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.rules.audit.DecisionAudit;
import dev.tallystick.rules.audit.SignedClaims;
import dev.tallystick.rules.state.LoggedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done at the same time, the log alone proves that every release was allowed when it
 * took its place (I2, I3); and a log that does not compare guards is found out.
 */
class InterleavingTest {
  private static final int TURNS = 3_000;
  private static final int RUNS = Boolean.getBoolean("tallystick.endurance") ? 20 : 1;

  @Test
  void everyReleaseWasAllowedInItsPlace() {
    int released = 0;
    int refusedByTheLog = 0;
    int denied = 0;
    for (int run = 0; run < RUNS; run++) {
      Interleaving played = new Interleaving(20261127L + run, true).run(TURNS);

      assertThat(broken(played.world())).as("run %d, by the rules", run).isEmpty();
      assertThat(stopped(played.world())).as("run %d, by eye", run).isEmpty();
      released += played.released;
      refusedByTheLog += played.refusedByTheLog;
      denied += played.denied;
    }
    assertThat(released).as("released").isGreaterThan(25 * RUNS);
    assertThat(refusedByTheLog).as("refused by the log").isGreaterThan(5 * RUNS);
    assertThat(denied).as("denied").isGreaterThan(100 * RUNS);
  }

  @Test
  void aLogThatIgnoresGuardsIsFoundOut() {
    Interleaving played = new Interleaving(20261127L, false).run(TURNS);

    List<DecisionAudit.Finding> broken = broken(played.world());

    assertThat(broken).isNotEmpty();
    assertThat(broken)
        .extracting(DecisionAudit.Finding::verdict)
        .containsOnly(DecisionAudit.Verdict.GUARD_MOVED);
    assertThat(stopped(played.world())).as("and by eye").isNotEmpty();
  }

  private static List<DecisionAudit.Finding> broken(World world) {
    DecisionAudit audit = new DecisionAudit(Packs.shelf(), SignedClaims.unverified());
    List<DecisionAudit.Finding> broken = new ArrayList<>();
    for (int i = 0; i < world.events().size(); i++) {
      audit
          .accept(world.events().get(i), world.internals().get(i))
          .filter(finding -> finding.verdict() != DecisionAudit.Verdict.HOLDS)
          .ifPresent(broken::add);
    }
    return broken;
  }

  /** The releases after a stop, found without the rules: what a person would look for. */
  private static List<Long> stopped(World world) {
    Set<String> ended = new HashSet<>();
    Map<String, Set<String>> frozen = new java.util.HashMap<>();
    Map<String, Set<String>> suspended = new java.util.HashMap<>();
    List<Long> wrong = new ArrayList<>();
    for (LoggedEvent event : world.events()) {
      JsonObject data = event.data();
      String subject = event.subject().orElse("");
      switch (event.stub().type()) {
        case "dev.tallystick.consent.withdrawn.v1" -> ended.add(data.getString("consent"));
        case "dev.tallystick.freeze.set.v1" ->
            frozen.computeIfAbsent(subject, s -> new HashSet<>()).add(event.id());
        case "dev.tallystick.freeze.lifted.v1" ->
            frozen.getOrDefault(subject, Set.of()).remove(data.getString("freeze"));
        case "dev.tallystick.party.suspended.v1" ->
            suspended
                .computeIfAbsent(data.getString("party"), s -> new HashSet<>())
                .add(event.id());
        case "dev.tallystick.party.restored.v1" ->
            suspended
                .getOrDefault(data.getString("party"), new HashSet<>())
                .remove(data.getString("suspension"));
        case "dev.tallystick.data.released.v1" -> {
          boolean stopped =
              !frozen.getOrDefault(subject, Set.of()).isEmpty()
                  || !suspended.getOrDefault(data.getString("from"), Set.of()).isEmpty()
                  || !suspended.getOrDefault(data.getString("to"), Set.of()).isEmpty();
          for (JsonValue ref : data.getArray("consents").items()) {
            stopped |= ended.contains(((JsonObject) ref).getString("id"));
          }
          if (stopped) {
            wrong.add(event.index());
          }
        }
        default -> {}
      }
    }
    return wrong;
  }
}
