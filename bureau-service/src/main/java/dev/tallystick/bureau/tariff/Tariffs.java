package dev.tallystick.bureau.tariff;

import dev.tallystick.bureau.entry.BureauLogClient;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.product.Products;
import dev.tallystick.bureau.tariff.TariffRepository.Published;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.party.account.TariffHistory;
import dev.tallystick.producer.EventFactory;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Publishing prices. They are a bureau's word once the log has them. */
@Singleton
public final class Tariffs {
  private final TariffChecks checks;
  private final TariffRepository repository;
  private final Products products;
  private final BureauLogClient log;
  private final EventFactory events;

  Tariffs(
      TariffChecks checks,
      TariffRepository repository,
      Products products,
      BureauLogClient log,
      EventFactory events) {
    this.checks = checks;
    this.repository = repository;
    this.products = products;
    this.log = log;
    this.events = events;
  }

  /**
   * Publishes all prices of a bureau anew. Refuses lines that break a rule, and records that if it
   * is a rule of the pack; and lines that sell what the bureau does not have.
   */
  Published publish(BureauId bureau, TariffTerms terms) {
    try {
      checks.check(terms.lines());
    } catch (BureauProblem refusal) {
      throw log.denied(DataDenied.Step.TARIFF, bureau, refusal);
    }
    for (TariffLine line : terms.lines()) {
      line.product().ifPresent(product -> products.requireSold(bureau, product));
    }
    EventId event = events.drawId();
    BureauTariff tariff =
        repository.add(
            bureau,
            event,
            (id, version) -> new BureauTariff(id.orElseGet(this::draw), version, bureau, terms));
    LoggedReceipt receipt = log.publish(log.make(event, TariffData.of(tariff)));
    return new Published(tariff, event.toString(), receipt.index());
  }

  private TariffId draw() {
    return TariffId.of(events.drawId().value());
  }

  /** What a person pays for a service, in minor units of a currency. */
  public record PersonFee(long amount, String currency) {}

  /** What the tariff in force asks of a person for a service; nothing if it has no line for it. */
  public Optional<PersonFee> personFee(BureauId bureau, String service, Instant now) {
    return repository.all(bureau).stream()
        .map(published -> published.tariff().terms())
        .filter(terms -> !terms.effectiveFrom().isAfter(now))
        // The newest first: of two that began at once the later one counts.
        .reduce((one, next) -> next.effectiveFrom().isAfter(one.effectiveFrom()) ? next : one)
        .flatMap(
            terms ->
                terms.lines().stream()
                    .filter(line -> line.service().equals(Optional.of(service)))
                    .findFirst()
                    .map(line -> new PersonFee(line.amount(), terms.currency())));
  }

  /** All versions of the bureau's tariff, to ask which was in force when. */
  public TariffHistory history(BureauId bureau) {
    TariffHistory history = new TariffHistory();
    repository
        .versions(bureau)
        .forEach(each -> history.add(TariffData.of(each.tariff()), each.index()));
    return history;
  }

  /** What the bureau has published, the newest first; refuses if that is nothing. */
  List<Published> get(BureauId bureau) {
    List<Published> published = repository.all(bureau);
    if (published.isEmpty()) {
      throw new BureauProblem(BureauProblemCode.TARIFF_UNKNOWN);
    }
    return published;
  }
}
