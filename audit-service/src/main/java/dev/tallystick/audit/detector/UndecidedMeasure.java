package dev.tallystick.audit.detector;

import dev.tallystick.events.EventId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what lenders have bought against what they say to have decided: of the inquiries whose time
 * to decide has passed within the window, too large a part has no decision. Of each lender it
 * remembers as many of the newest inquiries as it may.
 */
final class UndecidedMeasure implements DetectorMeasure {
  private final WindowMeasure.Limits limits;
  private final long waitMillis;
  private final long percent;
  private final Set<String> purposes;
  private final KeyedState<Map<String, Sold>> lenders;

  /** A report that was sold for an inquiry. */
  private record Sold(EventId event, long atMillis, boolean isDecided) {}

  /**
   * A measure that remembers nothing yet.
   *
   * @param limits of how many lenders, and of how many inquiries of each, it remembers anything;
   *     the threshold is how many inquiries there must be before a part of them says anything
   * @param waitMillis how long a lender may take to decide
   * @param percent which part may stay without a decision
   * @param purposes of which inquiries a decision is expected
   */
  UndecidedMeasure(
      WindowMeasure.Limits limits, long waitMillis, long percent, Set<String> purposes) {
    this.limits = limits;
    this.waitMillis = waitMillis;
    this.percent = percent;
    this.purposes = Set.copyOf(purposes);
    this.lenders = new KeyedState<>(limits.keep(), LinkedHashMap::new);
  }

  @Override
  public long memoryMillis() {
    return limits.windowMillis() + waitMillis;
  }

  @Override
  public Optional<Detection> take(Sighting seen) {
    if (seen.party().isPresent() && seen.about().inquiry().isPresent()) {
      Map<String, Sold> inquiries = lenders.get(seen.party().get());
      String inquiry = seen.about().inquiry().get();
      if (seen.kind() == Sighting.Kind.DECISION) {
        inquiries.computeIfPresent(
            inquiry, (id, sold) -> new Sold(sold.event, sold.atMillis, true));
      } else if (seen.kind() == Sighting.Kind.QUERY
          && seen.about().purpose().filter(purposes::contains).isPresent()) {
        inquiries.putIfAbsent(inquiry, new Sold(seen.event(), seen.atMillis(), false));
        if (inquiries.size() > limits.keep()) {
          inquiries.remove(inquiries.keySet().iterator().next());
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public List<Detection> evaluate(long nowMillis) {
    long until = nowMillis - waitMillis;
    long from = until - limits.windowMillis();
    lenders.forgetIf(
        inquiries -> {
          forget(inquiries.values().iterator(), from);
          return inquiries.isEmpty();
        });
    List<Detection> found = new ArrayList<>();
    for (Map.Entry<String, Map<String, Sold>> lender : lenders.all()) {
      List<Sold> due =
          lender.getValue().values().stream().takeWhile(sold -> sold.atMillis <= until).toList();
      RecentEvents without = new RecentEvents();
      due.stream().filter(sold -> !sold.isDecided).forEach(sold -> without.add(sold.event));
      long undecided = due.stream().filter(sold -> !sold.isDecided).count();
      if (due.size() >= limits.threshold() && undecided * 100 > percent * due.size()) {
        found.add(
            new Detection(
                lender.getKey(),
                Optional.of(lender.getKey()),
                Optional.empty(),
                new Detection.Numbers(from, until, undecided, percent * due.size() / 100),
                without.list()));
      }
    }
    return found;
  }

  /** They stand in the order of the log. */
  private static void forget(Iterator<Sold> oldestFirst, long from) {
    while (oldestFirst.hasNext() && oldestFirst.next().atMillis <= from) {
      oldestFirst.remove();
    }
  }
}
