package dev.tallystick.party.account;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The share of one tariff line's fees, parted exactly and rounded once. Not thread-safe. */
final class ExactPool {
  private static final BigInteger WHOLE = BigInteger.valueOf(10_000);

  private final NavigableMap<String, Portion> portions = new TreeMap<>();
  private BigInteger shared = BigInteger.ZERO;

  /** How many releases a party had a part in, and what that comes to. */
  record Part(long count, long amount) {
    static final Part NONE = new Part(0, 0);
  }

  /** What a party has had a part in: by how many it was parted among, fee times share. */
  private static final class Portion {
    private final Map<Integer, BigInteger> byParties = new HashMap<>();
    private long count;
  }

  void add(FeeMove move, long amount, long share, List<String> parties) {
    if (share == 0 || parties.isEmpty()) {
      return;
    }
    BigInteger part =
        BigInteger.valueOf(amount)
            .multiply(BigInteger.valueOf(share))
            .multiply(BigInteger.valueOf(move.sign()));
    shared = shared.add(part);
    for (String party : parties) {
      Portion portion = portions.computeIfAbsent(party, none -> new Portion());
      portion.byParties.merge(parties.size(), part, BigInteger::add);
      portion.count += move.sign();
    }
  }

  /** All of it, in minor units. */
  long total() {
    return floor(shared, WHOLE).longValueExact();
  }

  /** What each party gets; together all of it. */
  NavigableMap<String, Part> parts() {
    BigInteger common = BigInteger.ONE;
    for (Portion portion : portions.values()) {
      for (int parties : portion.byParties.keySet()) {
        common = leastCommonMultiple(common, BigInteger.valueOf(parties));
      }
    }
    BigInteger unit = WHOLE.multiply(common);
    NavigableMap<String, Part> parts = new TreeMap<>();
    List<Loss> losses = new ArrayList<>();
    long left = total();
    for (Map.Entry<String, Portion> each : portions.entrySet()) {
      BigInteger exact = exact(each.getValue(), common);
      long whole = floor(exact, unit).longValueExact();
      parts.put(each.getKey(), new Part(each.getValue().count, whole));
      losses.add(new Loss(each.getKey(), exact.mod(unit)));
      left -= whole;
    }
    losses.sort(Comparator.comparing(Loss::lost).reversed().thenComparing(Loss::party));
    for (Loss loss : losses.subList(0, Math.toIntExact(left))) {
      parts.computeIfPresent(
          loss.party(), (party, part) -> new Part(part.count(), part.amount() + 1));
    }
    return parts;
  }

  private record Loss(String party, BigInteger lost) {}

  private static BigInteger exact(Portion portion, BigInteger common) {
    BigInteger exact = BigInteger.ZERO;
    for (Map.Entry<Integer, BigInteger> each : portion.byParties.entrySet()) {
      exact = exact.add(each.getValue().multiply(common.divide(BigInteger.valueOf(each.getKey()))));
    }
    return exact;
  }

  private static BigInteger leastCommonMultiple(BigInteger one, BigInteger other) {
    return one.divide(one.gcd(other)).multiply(other);
  }

  /** Towards less, also below nothing. */
  private static BigInteger floor(BigInteger value, BigInteger by) {
    return value.subtract(value.mod(by)).divide(by);
  }
}
