package dev.tallystick.bureau.volume;

import dev.tallystick.bureau.document.ToldQueryLimit;
import dev.tallystick.bureau.document.ToldQueryLimits;
import dev.tallystick.bureau.document.ToldQuerySuspension;
import dev.tallystick.bureau.pack.PublishedPack;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.quota.Quota;
import dev.tallystick.quota.QuotaHolder;
import dev.tallystick.quota.Quotas;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts the questions of lenders and of their staff, at each bureau. Replicas count together;
 * windows begin at multiples of their length. Blocks, and not in a transaction.
 */
@Singleton
class QueryVolume {
  private final PublishedPack packs;
  private final Quotas quotas;
  private final Clock clock;

  QueryVolume(PublishedPack packs, Quotas quotas, Clock clock) {
    this.packs = packs;
    this.quotas = quotas;
    this.clock = clock;
  }

  /**
   * Who asks whom.
   *
   * @param staff the member of the lender's staff; empty if a system of the lender's asks
   */
  record Asker(BureauId bureau, String lender, Optional<String> staff) {
    /** Names no member of staff. */
    @Override
    public String toString() {
      return "Asker[" + lender + " at " + bureau + "]";
    }
  }

  /**
   * More than the pack lets through.
   *
   * @param isOfParty whether the lender as a whole asks too often, and not one of its staff alone
   * @param retryAfter until the next window
   */
  record Excess(boolean isOfParty, Duration retryAfter, ToldQuerySuspension suspension) {}

  /**
   * Counts one question; one that is too many uses up nothing. A member of staff who asks too often
   * is not counted for the lender.
   *
   * @throws ConsentUnavailable if consent-service does not say what the pack lets through
   */
  @EnforcesRule("R53")
  Optional<Excess> count(Asker asker) {
    Optional<ToldQueryLimits> limits = packs.recent(clock.instant()).queryLimits();
    return limits.flatMap(
        limit ->
            ofStaff(asker, limit.staff())
                .map(wait -> new Excess(false, wait, limit.suspension()))
                .or(
                    () ->
                        ofParty(asker, limit.party())
                            .map(wait -> new Excess(true, wait, limit.suspension()))));
  }

  private Optional<Duration> ofStaff(Asker asker, ToldQueryLimit limit) {
    return asker
        .staff()
        .flatMap(
            staff ->
                quotas.takeOne(
                    quota("staff-queries/", asker.bureau(), limit),
                    QuotaHolder.staff(asker.lender(), staff)));
  }

  private Optional<Duration> ofParty(Asker asker, ToldQueryLimit limit) {
    return quotas.takeOne(
        quota("queries/", asker.bureau(), limit), QuotaHolder.party(asker.lender()));
  }

  private static Quota quota(String what, BureauId bureau, ToldQueryLimit limit) {
    return new Quota(
        what + bureau.value(),
        Math.toIntExact(limit.most()),
        Duration.ofSeconds(limit.windowSeconds()));
  }
}
