package dev.tallystick.rules;

import dev.tallystick.rules.pack.Category;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.ConsentRef;
import dev.tallystick.rules.state.Release;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * For how long what a release brought may be used: as long as its consent said, and no longer than
 * the pack lets anybody keep the category.
 */
final class RetentionChecks {
  private RetentionChecks() {}

  static Optional<PackRule> parents(Evaluation e, PackRule rule) {
    Set<String> fresh = new TreeSet<>();
    for (ParentRef ref : e.request().chain().parents()) {
      e.state().release(ref.event()).ifPresent(parent -> addUsable(e, parent, fresh));
    }
    for (String category : e.left()) {
      boolean derived = e.pack().category(category).filter(Category::derived).isPresent();
      boolean supplied = !e.request().chain().parents().isEmpty() && isSupplied(e, category);
      if (!derived && supplied && !fresh.contains(category)) {
        e.omit(category, rule);
      }
    }
    return e.unlessEnoughIsLeft(rule);
  }

  private static boolean isSupplied(Evaluation e, String category) {
    return e.request().chain().parents().stream()
        .map(ref -> e.state().release(ref.event()))
        .flatMap(Optional::stream)
        .anyMatch(parent -> parent.categories().contains(category));
  }

  private static void addUsable(Evaluation e, Release parent, Set<String> fresh) {
    for (String category : parent.categories()) {
      OptionalLong end = end(e, parent, category);
      if (end.isEmpty() || e.at() < end.getAsLong()) {
        fresh.add(category);
        if (end.isPresent() && e.left().contains(category)) {
          e.evidence().until(end.getAsLong());
        }
      }
    }
  }

  /** The first millisecond at which a category of a release is no longer to be used. */
  private static OptionalLong end(Evaluation e, Release parent, String category) {
    Optional<Long> end =
        e.pack()
            .category(category)
            .flatMap(Category::retention)
            .map(period -> after(e, parent, period.toString()));
    for (ConsentRef ref : parent.consents()) {
      Optional<Consent> consent = e.state().consent(ref.id());
      if (consent.filter(c -> c.categories().contains(category)).isPresent()) {
        long agreed = after(e, parent, consent.get().scope().retention());
        end = Optional.of(Math.min(agreed, end.orElse(Long.MAX_VALUE)));
      }
    }
    return end.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  /** A period that is none was never agreed on, and keeps nothing. */
  private static long after(Evaluation e, Release parent, String period) {
    Instant begin = Instant.ofEpochMilli(parent.recordedMillis());
    int t = period.indexOf('T');
    try {
      String days = t < 0 ? period : period.substring(0, t);
      Instant day =
          days.equals("P")
              ? begin
              : begin.atZone(e.pack().zone()).plus(Period.parse(days)).toInstant();
      return (t < 0 ? day : day.plus(Duration.parse("P" + period.substring(t)))).toEpochMilli();
    } catch (DateTimeException | ArithmeticException none) {
      return parent.recordedMillis();
    }
  }
}
