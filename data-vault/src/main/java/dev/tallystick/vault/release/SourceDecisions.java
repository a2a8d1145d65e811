package dev.tallystick.vault.release;

import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.vault.consent.RecordDecisions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * The decisions about the sources of one request, all before anything is stored. Each source has a
 * decision of its own, and no decision is used twice.
 */
@Singleton
final class SourceDecisions {
  private final RecordDecisions decisions;

  SourceDecisions(RecordDecisions decisions) {
    this.decisions = decisions;
  }

  /**
   * Decides about each of these sources, in their order: a question each, in one call.
   *
   * @throws dev.tallystick.problem.DomainProblem if there is no decision about one of them
   */
  List<Decided> about(VerifiedReleaseRequest wanted, List<Asked> sources) {
    List<Ruling> rulings =
        decisions.decideAll(
            sources.stream()
                .map(asked -> wanted.question(asked.step(), asked.source(), asked.categories()))
                .toList());
    List<Decided> decided = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      decided.add(new Decided(sources.get(i).source(), rulings.get(i)));
    }
    return decided;
  }

  /** Whether this source may release these categories. */
  record Asked(String step, String source, List<String> categories) {
    Asked {
      categories = List.copyOf(categories);
    }
  }

  /** What was decided about a source. */
  record Decided(String source, Ruling ruling) {}
}
