package dev.tallystick.bureau.account;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tariff.Tariffs;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.type.TariffLine;
import dev.tallystick.events.type.TariffPublished;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a year of somebody's traffic costs by every tariff that is in force here, beside what it
 * cost before: so that a claim about it can be checked, and not just quoted.
 */
@Singleton
final class YearlyCost {
  private static final BigInteger WHOLE = BigInteger.valueOf(10_000);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final int USUAL_CLAIM = 800;

  private final BureauRepository bureaus;
  private final Tariffs tariffs;
  private final Benchmark benchmark;
  private final Clock clock;

  YearlyCost(BureauRepository bureaus, Tariffs tariffs, Benchmark benchmark, Clock clock) {
    this.bureaus = bureaus;
    this.tariffs = tariffs;
    this.benchmark = benchmark;
    this.clock = clock;
  }

  CostJson.AnswerJson of(CostJson.RequestJson asked) {
    long repeats = or(asked.repeats(), 0);
    if (repeats >= asked.inquiries()) {
      throw BureauProblem.ofField(
          BureauProblemCode.TRAFFIC_INVALID, "repeats", "less than inquiries");
    }
    Optional<Long> before =
        Optional.ofNullable(asked.directPerInquiry()).map(price -> price * asked.inquiries());
    List<CostJson.LineJson> costs = new ArrayList<>();
    for (BureauId bureau : named(asked.bureau())) {
      for (TariffPublished tariff : tariffs.history(bureau).allInForce(clock.millis())) {
        for (TariffLine line : tariff.lines()) {
          if (line.product().isPresent() && line.userClass().equals(asked.userClass())) {
            costs.add(cost(asked, tariff, line, before));
          }
        }
      }
    }
    return new CostJson.AnswerJson(
        before.orElse(null), claim(asked), benchmark.name() + ", " + benchmark.source(), costs);
  }

  private List<BureauId> named(@Nullable String bureau) {
    return bureau == null ? bureaus.all() : List.of(new BureauId(bureau));
  }

  private CostJson.LineJson cost(
      CostJson.RequestJson asked, TariffPublished tariff, TariffLine line, Optional<Long> before) {
    long charged =
        line.dedup() == TariffLine.Dedup.LOCAL_DAY
            ? asked.inquiries() - or(asked.repeats(), 0)
            : asked.inquiries();
    long fees = product(charged, line.amount());
    long total = sum(fees, or(asked.morePerYear(), 0));
    Optional<Long> increase =
        before.filter(amount -> amount > 0).map(amount -> increase(total, amount));
    return new CostJson.LineJson(
        tariff.party(),
        tariff.tariff().value(),
        tariff.version(),
        line.line(),
        line.product().orElseThrow().value(),
        tariff.currency(),
        line.amount(),
        charged,
        fees,
        total,
        benchmark
            .price(line.userClass(), tariff.currency())
            .map(price -> product(charged, price))
            .orElse(null),
        increase.orElse(null),
        increase.map(each -> each <= claim(asked)).orElse(null));
  }

  /** In hundredths of a per cent, rounded away from what is claimed: a little more is more. */
  private static long increase(long total, long before) {
    BigInteger more = BigInteger.valueOf(total).subtract(BigInteger.valueOf(before));
    BigInteger[] shares = more.multiply(WHOLE).divideAndRemainder(BigInteger.valueOf(before));
    BigInteger up = shares[1].signum() > 0 ? shares[0].add(BigInteger.ONE) : shares[0];
    return up.min(MOST).longValueExact();
  }

  private static int claim(CostJson.RequestJson asked) {
    Integer claimed = asked.claimedIncrease();
    return claimed == null ? USUAL_CLAIM : claimed;
  }

  private static long or(@Nullable Long value, long usual) {
    return value == null ? usual : value;
  }

  private static long product(long count, long price) {
    try {
      return Math.multiplyExact(count, price);
    } catch (ArithmeticException e) {
      throw BureauProblem.ofField(
          BureauProblemCode.TRAFFIC_INVALID, "inquiries", "a year that can be paid");
    }
  }

  private static long sum(long one, long other) {
    try {
      return Math.addExact(one, other);
    } catch (ArithmeticException e) {
      throw BureauProblem.ofField(
          BureauProblemCode.TRAFFIC_INVALID, "inquiries", "a year that can be paid");
    }
  }
}
