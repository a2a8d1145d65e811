package dev.tallystick.rules;

import dev.tallystick.rules.state.Holding;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Who owns how much of whom, through others too: shares multiply along a path and add over paths. A
 * path never passes a party twice, so that firms which hold each other come to an end.
 */
public final class Ownership {
  private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);
  private static final int MAX_DEPTH = 12;

  private final Function<String, Optional<Party>> parties;

  /** The graph of a state. */
  public Ownership(State state) {
    this(state::party);
  }

  /** Reads parties in a way of the caller's, which may note what was read. */
  Ownership(Function<String, Optional<Party>> parties) {
    this.parties = parties;
  }

  /** What a party holds in the end, in hundredths of a percent, rounded down. */
  public record Stake(String holder, long basisPoints) {}

  /** Everybody who owns a part of a party, directly or not, the largest first. */
  public List<Stake> ownersOf(String held) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    Set<String> path = new HashSet<>(Set.of(held));
    climb(held, WHOLE, path, sums);
    List<Stake> stakes = new ArrayList<>();
    sums.forEach(
        (holder, share) ->
            stakes.add(new Stake(holder, share.setScale(0, RoundingMode.DOWN).longValue())));
    stakes.sort(
        Comparator.comparingLong(Stake::basisPoints).reversed().thenComparing(Stake::holder));
    return stakes;
  }

  /** What one party holds in another. */
  public long shareOf(String holder, String held) {
    return ownersOf(held).stream()
        .filter(stake -> stake.holder().equals(holder))
        .mapToLong(Stake::basisPoints)
        .findFirst()
        .orElse(0);
  }

  private void climb(
      String held, BigDecimal share, Set<String> path, Map<String, BigDecimal> sums) {
    List<Holding> owners = parties.apply(held).map(p -> List.copyOf(p.owners())).orElse(List.of());
    for (Holding owner : owners) {
      if (owner.basisPoints() > 0 && path.size() <= MAX_DEPTH && path.add(owner.holder())) {
        BigDecimal part =
            share
                .multiply(BigDecimal.valueOf(owner.basisPoints()))
                .divide(WHOLE, MathContext.DECIMAL64);
        sums.merge(owner.holder(), part, BigDecimal::add);
        climb(owner.holder(), part, path, sums);
        path.remove(owner.holder());
      }
    }
  }
}
