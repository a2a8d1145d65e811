package dev.tallystick.scorecard;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code tallystick cost}: what a year of a lender's own traffic costs by each published tariff,
 * beside what it paid before and the increase that somebody claims.
 */
final class CostCommand {
  static final List<String> OPTIONS =
      List.of("--tariff", "--class", "--direct", "--claim", "--more", "--zone", "--home");

  private static final double PER_CENT = 100;

  /** In hundredths of a per cent. */
  private static final long WHOLE = 10_000;

  private final PrintStream out;

  CostCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * What was asked for.
   *
   * @param direct what one answer cost before, in minor units; without it the ledger's own column
   * @param claim the increase that is claimed, in hundredths of a per cent
   * @param more what a year costs beside the fees, in minor units
   */
  record Asked(
      Path ledger,
      List<String> tariffs,
      String userClass,
      Optional<Long> direct,
      long claim,
      long more,
      ZoneId zone) {

    static Asked parse(Options options) throws ScorecardException {
      List<String> tariffs = options.all("--tariff");
      if (tariffs.isEmpty()) {
        throw new ScorecardException("--tariff FILE or --tariff URL is needed");
      }
      try {
        return new Asked(
            Path.of(options.word("LEDGER")),
            tariffs,
            options.one("--class").orElse("STANDARD"),
            options.one("--direct").isEmpty()
                ? Optional.empty()
                : Optional.of(options.number("--direct", 0, 0, Long.MAX_VALUE)),
            options.number("--claim", 800, 0, 1_000_000),
            options.number("--more", 0, 0, Long.MAX_VALUE),
            ZoneId.of(options.one("--zone").orElse("Asia/Shanghai")));
      } catch (DateTimeException e) {
        throw new ScorecardException("--zone is a time zone, such as Asia/Shanghai", e);
      }
    }
  }

  void run(Asked asked) throws IOException, ScorecardException {
    LedgerTraffic traffic = LedgerTraffic.read(asked.ledger(), asked.zone());
    say(
        "%d inquiries in %d days, %d of them the first of their day about their person; a year of"
            + " this: %d",
        traffic.inquiries(),
        traffic.days(),
        traffic.chargeable(),
        traffic.perYear(traffic.inquiries()));
    try {
      compare(asked, traffic);
    } catch (ArithmeticException e) {
      throw new ScorecardException("the ledger and the prices are more than a year can cost", e);
    }
  }

  private void compare(Asked asked, LedgerTraffic traffic) throws IOException, ScorecardException {
    Optional<Long> before =
        asked.direct().isPresent()
            ? asked
                .direct()
                .map(price -> Math.multiplyExact(traffic.perYear(traffic.inquiries()), price))
            : traffic.paid().map(traffic::perYear);
    before.ifPresent(amount -> say("before: %s a year", money(amount)));
    boolean found = false;
    for (String where : asked.tariffs()) {
      for (PublishedPrices.Price price :
          PublishedPrices.read(where, asked.userClass(), Clock.systemUTC().instant())) {
        found = true;
        tell(asked, traffic, before, price);
      }
    }
    if (!found) {
      throw new ScorecardException("no tariff has a line for the class " + asked.userClass());
    }
  }

  private void tell(
      Asked asked, LedgerTraffic traffic, Optional<Long> before, PublishedPrices.Price price) {
    long charged = traffic.perYear(price.oncePerDay() ? traffic.chargeable() : traffic.inquiries());
    long fees = Math.multiplyExact(charged, price.amount());
    long year = Math.addExact(fees, asked.more());
    String compared = "";
    if (before.isPresent() && before.get() > 0) {
      double increase = (double) (year - before.get()) / before.get();
      compared =
          String.format(
              Locale.ROOT,
              ", %+.2f %%: %s the %.2f %% that is claimed",
              increase * PER_CENT,
              isMore(year, before.get(), asked.claim()) ? "more than" : "within",
              asked.claim() / PER_CENT);
    }
    say(
        "%s %s: %d at %s %s are %s a year%s%s",
        price.bureau(),
        price.line(),
        charged,
        price.currency(),
        money(price.amount()),
        money(fees),
        asked.more() == 0 ? "" : ", with all else " + money(year),
        compared);
  }

  /** Whether it is more than a claim allows, to the minor unit. */
  private static boolean isMore(long year, long before, long claim) {
    BigInteger allowed = BigInteger.valueOf(before).multiply(BigInteger.valueOf(WHOLE + claim));
    return BigInteger.valueOf(year).multiply(BigInteger.valueOf(WHOLE)).compareTo(allowed) > 0;
  }

  private static String money(long minor) {
    return String.format(Locale.ROOT, "%,d.%02d", minor / 100, minor % 100);
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
