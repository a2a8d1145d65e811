package dev.tallystick.bureau.tariff;

import dev.tallystick.bureau.entry.Publication;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.TariffPublished;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Versions of a bureau's tariff, each in force once the log has it. */
@Singleton
class TariffRepository
    implements PanacheRepositoryBase<TariffEntity, TariffEntity.Key>, Publication {
  private static final int PAGE_SIZE = 100;
  private static final Sort NEWEST_FIRST = Sort.descending("version");

  private final BureauRepository bureaus;

  TariffRepository(BureauRepository bureaus) {
    this.bureaus = bureaus;
  }

  /** A tariff and its place in the log. */
  record Published(BureauTariff tariff, String eventId, long index) {}

  /** Stores the next version of the bureau's tariff before the log has seen it. */
  @Transactional
  @AsBureau
  BureauTariff add(
      BureauId bureau, EventId event, BiFunction<Optional<TariffId>, Long, BureauTariff> next) {
    bureaus.lockNumbering(bureau, "tariff");
    Optional<BureauTariff> last =
        findAll(NEWEST_FIRST).firstResultOptional().map(row -> TariffData.parse(row.definition));
    BureauTariff tariff =
        next.apply(last.map(BureauTariff::id), last.map(BureauTariff::version).orElse(0L) + 1);
    persist(new TariffEntity(tariff, event.value()));
    return tariff;
  }

  /** What the bureau has published, the newest version first. */
  @Transactional
  @AsBureau
  List<Published> all(BureauId bureau) {
    return find("logIndex is not null", NEWEST_FIRST).page(0, PAGE_SIZE).list().stream()
        .map(TariffRepository::published)
        .toList();
  }

  /** All of the bureau's versions that the log has, the first one first. */
  @Transactional
  @AsBureau
  List<Published> versions(BureauId bureau) {
    return find("logIndex is not null", Sort.ascending("version")).list().stream()
        .map(TariffRepository::published)
        .toList();
  }

  private static Published published(TariffEntity row) {
    Long index = row.logIndex;
    if (index == null) {
      throw new AssertionError("the query asks for logged tariffs");
    }
    return new Published(TariffData.parse(row.definition), row.eventId.toString(), index);
  }

  @Override
  public boolean concerns(String type) {
    return type.equals(TariffPublished.SHORT_NAME);
  }

  @Override
  @Transactional
  @AsBureau
  public void logged(BureauId bureau, EventId event, long index) {
    update("logIndex = ?1 where eventId = ?2", index, event.value());
  }

  @Override
  @Transactional
  @AsBureau
  public void drop(BureauId bureau, EventId event) {
    delete("eventId = ?1 and logIndex is null", event.value());
  }
}
