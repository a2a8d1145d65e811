package dev.tallystick.rules;

import dev.tallystick.rules.pack.Category;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.ConsentRef;
import dev.tallystick.rules.state.Release;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For how long what a release brought may be used: as long as its consent said, and no longer than
 * the pack lets anybody keep the category.
 */
final class RetentionChecks {
  private static final long NEVER = Long.MAX_VALUE;

  private RetentionChecks() {}

  static Optional<PackRule> parents(Evaluation e, PackRule rule) {
    Set<String> fresh = new HashSet<>();
    for (Release parent : e.parents()) {
      addUsable(e, parent, fresh);
    }
    for (String category : e.left()) {
      boolean derived = e.pack().category(category).filter(Category::derived).isPresent();
      if (!derived && !fresh.contains(category) && LineageChecks.isSupplied(e, category)) {
        e.omit(category, rule);
      }
    }
    return e.unlessEnoughIsLeft(rule);
  }

  private static void addUsable(Evaluation e, Release parent, Set<String> fresh) {
    List<Consent> consents = new ArrayList<>();
    for (ConsentRef ref : parent.consents()) {
      e.state().consent(ref.id()).ifPresent(consents::add);
    }
    for (String category : parent.categories()) {
      long end = end(e, parent, consents, category);
      if (e.at() < end) {
        fresh.add(category);
        if (end != NEVER && e.left().contains(category)) {
          e.evidence().until(end);
        }
      }
    }
  }

  /** The first millisecond at which a category of a release is no longer to be used. */
  private static long end(Evaluation e, Release parent, List<Consent> consents, String category) {
    ZoneId zone = e.pack().zone();
    long begin = parent.recordedMillis();
    Optional<Period> most = e.pack().category(category).flatMap(Category::retention);
    long end = most.map(p -> new Retention(p, Duration.ZERO).end(begin, zone)).orElse(NEVER);
    for (Consent consent : consents) {
      if (consent.categories().contains(category)) {
        // A period that is none was never agreed on, and keeps nothing.
        Optional<Retention> agreed = Retention.find(consent.retention());
        end = Math.min(end, agreed.map(r -> r.end(begin, zone)).orElse(begin));
      }
    }
    return end;
  }
}
