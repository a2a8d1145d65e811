package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.entry.BureauLogClient;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tariff.Tariffs;
import dev.tallystick.bureau.tariff.Tariffs.PersonFee;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.Money;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** What a report costs: nothing where the person is entitled to it, else the published fee. */
@Singleton
final class PriceSelfReport {
  /** As the tariff and the list of what persons may be charged for call it. */
  private static final String SERVICE = "SELF_REPORT";

  /** ISO 4217: of a bureau that charges nobody. */
  private static final String NO_CURRENCY = "XXX";

  private final Tariffs tariffs;
  private final BureauLogClient log;

  PriceSelfReport(Tariffs tariffs, BureauLogClient log) {
    this.tariffs = tariffs;
    this.log = log;
  }

  /**
   * The price.
   *
   * @param free whether the person is entitled to it
   * @throws dev.tallystick.problem.DomainProblem if another one was named; that is logged first
   */
  Money price(SelfReportAsk ask, boolean free, Instant now) {
    Optional<PersonFee> published = tariffs.personFee(ask.bureau(), SERVICE, now);
    long amount = free ? 0 : published.map(PersonFee::amount).orElse(0L);
    if (ask.fee().orElse(0) != amount) {
      BureauProblem refusal =
          free
              ? new BureauProblem(BureauProblemCode.FREE_REPORT_ENTITLED)
              : BureauProblem.ofDetail(
                  BureauProblemCode.FEE_NOT_IN_TARIFF,
                  "By the bureau's tariff this report costs %d minor units. Name that fee."
                      .formatted(amount));
      throw log.denied(
          DataDenied.Step.SELF_REPORT, ask.bureau(), Optional.of(ask.subject()), refusal);
    }
    return new Money(amount, published.map(PersonFee::currency).orElse(NO_CURRENCY));
  }
}
