package dev.tallystick.audit.detector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Holds what a platform supplies for a lender's inquiries against what the lender lends, a window
 * of whole days against the one before. It is noticed when the supply falls, other platforms do not
 * take its place, and the lending goes on: the lender may get the same data past the bureaus.
 */
final class TrafficFallMeasure implements DetectorMeasure {
  private static final long DAY = TimeUnit.DAYS.toMillis(1);

  private final Terms terms;
  private final KeyedState<Supply> pairs;
  private final KeyedState<Lender> lenders;

  /**
   * From when on it is a fall.
   *
   * @param least how much a platform must have supplied before a fall says anything
   * @param percent which part of it, or less, is a fall
   * @param lending how many loans, at least, are lending that goes on
   * @param lendingPercent which part of the loans before, or more, is lending that goes on
   * @param replacedPercent which part of the fall, or more, other platforms must take over so that
   *     it is none
   */
  record Terms(
      int days,
      long least,
      long percent,
      long lending,
      long lendingPercent,
      long replacedPercent) {}

  /** What a platform has supplied for a lender. */
  private static final class Supply {
    private final BucketCounts days = new BucketCounts();
    private String platform = "";
    private String lender = "";
  }

  /** What a lender has got from all platforms, and lent. */
  private static final class Lender {
    private final BucketCounts supplied = new BucketCounts();
    private final BucketCounts loans = new BucketCounts();
    private final RecentEvents newest = new RecentEvents();
  }

  /** Something in the window and in the one before. */
  private record Change(long before, long now) {
    boolean isFallTo(long percent) {
      return now * 100 <= before * percent;
    }
  }

  TrafficFallMeasure(Terms terms, int keep) {
    this.terms = terms;
    this.pairs = new KeyedState<>(keep, Supply::new);
    this.lenders = new KeyedState<>(keep, Lender::new);
  }

  @Override
  public long memoryMillis() {
    return (2L * terms.days() + 1) * DAY;
  }

  @Override
  public Optional<Detection> take(Sighting seen) {
    long day = seen.atMillis() / DAY;
    Optional<String> party = seen.party();
    Optional<String> partner = seen.about().partner();
    if (seen.kind() == Sighting.Kind.SUPPLY && party.isPresent() && partner.isPresent()) {
      Supply supply = pairs.get(party.get() + "/" + partner.get());
      supply.platform = party.get();
      supply.lender = partner.get();
      supply.days.add(day, seen.times());
      lenders.get(partner.get()).supplied.add(day, seen.times());
    } else if (seen.kind() == Sighting.Kind.LOAN && party.isPresent()) {
      Lender lender = lenders.get(party.get());
      lender.loans.add(day, seen.times());
      lender.newest.add(seen.event());
    }
    return Optional.empty();
  }

  @Override
  public List<Detection> evaluate(long nowMillis) {
    long today = nowMillis / DAY;
    long first = today - 2L * terms.days();
    pairs.forgetIf(
        supply -> {
          supply.days.forgetBefore(first);
          return supply.days.isEmpty();
        });
    lenders.forgetIf(
        lender -> {
          lender.supplied.forgetBefore(first);
          lender.loans.forgetBefore(first);
          return lender.supplied.isEmpty() && lender.loans.isEmpty();
        });
    List<Detection> found = new ArrayList<>();
    for (Map.Entry<String, Supply> pair : pairs.all()) {
      Change supply = change(pair.getValue().days, today);
      if (supply.before >= terms.least() && supply.isFallTo(terms.percent())) {
        Lender lender = lenders.get(pair.getValue().lender);
        if (goesOn(change(lender.loans, today))
            && !isReplaced(supply, change(lender.supplied, today))) {
          found.add(detection(pair.getKey(), pair.getValue().platform, supply, lender, today));
        }
      }
    }
    return found;
  }

  private Change change(BucketCounts days, long today) {
    long middle = today - terms.days();
    return new Change(days.sum(middle - terms.days(), middle), days.sum(middle, today));
  }

  private boolean goesOn(Change loans) {
    return loans.now >= terms.lending() && loans.now * 100 >= loans.before * terms.lendingPercent();
  }

  /** Whether other platforms supply the lender with what this one does no more. */
  private boolean isReplaced(Change supply, Change all) {
    long more = (all.now - supply.now) - (all.before - supply.before);
    return more * 100 >= (supply.before - supply.now) * terms.replacedPercent();
  }

  /** The platform reads it: it says nothing of the lender but which loans they are. */
  private Detection detection(
      String about, String platform, Change supply, Lender lender, long today) {
    return new Detection(
        about,
        Optional.of(platform),
        Optional.empty(),
        new Detection.Numbers((today - terms.days()) * DAY, today * DAY, supply.now, supply.before),
        lender.newest.list());
  }
}
