package dev.tallystick.bureau.account;

import dev.tallystick.bureau.account.LedgerEntry.Kind;
import dev.tallystick.bureau.account.LedgerEntry.Place;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.FeeReversed;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.party.account.FeeFate;
import dev.tallystick.party.account.FeeMove;
import dev.tallystick.party.account.ShareSplit.MadeOf;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.LostCursorException;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Takes what the log says of a bureau's fees into its ledger: a page of the feed at once, with how
 * far it was read. After a crash of the database the log tells the same again.
 */
@Singleton
class LedgerIntake {
  private static final Logger LOG = Logger.getLogger(LedgerIntake.class);

  private final LedgerRepository ledger;
  private final LoggedStatements statements;

  LedgerIntake(LedgerRepository ledger, LoggedStatements statements) {
    this.ledger = ledger;
    this.statements = statements;
  }

  /**
   * Takes in what is new on a page, in log order.
   *
   * @param before up to where the log is in the ledger, for all that the caller knows
   * @return up to where it is in the ledger now
   * @throws LostCursorException if it is not even there up to {@code before}
   */
  @Transactional
  @AsBureau(waitsForDisk = false)
  long take(BureauId bureau, long before, List<FeedEntry> page) {
    long position = ledger.position(bureau);
    if (position < before) {
      throw new LostCursorException(position);
    }
    List<FeedEntry> fresh = page.stream().filter(entry -> entry.index() > position).toList();
    fresh.forEach(entry -> statements.note(bureau, entry));
    List<Said> said = fresh.stream().flatMap(entry -> Said.of(entry).stream()).toList();
    noteSources(bureau, said);
    List<Said> about = said.stream().filter(each -> each.isOf(bureau)).toList();
    if (!about.isEmpty()) {
      ledger.add(bureau, entries(about));
    }
    long last = Math.max(position, page.get(page.size() - 1).index());
    ledger.advance(bureau, last);
    return last;
  }

  private void noteSources(BureauId bureau, List<Said> said) {
    Map<EventId, String> platforms = new LinkedHashMap<>();
    Instant last = Instant.EPOCH;
    for (Said each : said) {
      Optional<DataReleased> supplied = each.supplyTo(bureau);
      if (supplied.isPresent()) {
        platforms.put(each.body().id(), supplied.get().from());
        last = each.place().recordedAt();
      }
    }
    ledger.addSources(bureau, platforms, last);
  }

  private List<LedgerEntry> entries(List<Said> about) {
    Set<EventId> parents = new TreeSet<>(Comparator.comparing(EventId::toString));
    Set<EventId> changed = new TreeSet<>(Comparator.comparing(EventId::toString));
    for (Said each : about) {
      each.sale().ifPresent(sale -> parents.addAll(sale.parents()));
      each.changed().ifPresent(changed::add);
    }
    Map<EventId, String> platforms = ledger.platforms(parents);
    Map<EventId, Known> known = new HashMap<>();
    for (LedgerEntry earlier : ledger.of(changed)) {
      known.merge(earlier.sold().event(), Known.of(earlier), (one, next) -> one.after(earlier));
    }
    List<LedgerEntry> entries = new ArrayList<>();
    for (Said each : about) {
      Optional<DataReleased> sale = each.sale();
      if (sale.isPresent()) {
        Known sold = new Known(sold(each, sale.get(), platforms), FeeFate.of(fee(sale.get())));
        known.put(each.body().id(), sold);
        entries.add(
            sold.entry(
                each.place(),
                Kind.RELEASE,
                Optional.of(FeeMove.of(sold.sold().fee())),
                Optional.empty()));
      } else {
        change(each, known).ifPresent(entries::add);
      }
    }
    return entries;
  }

  private static Optional<LedgerEntry> change(Said said, Map<EventId, Known> known) {
    EventId release = said.changed().orElseThrow();
    Known before = known.get(release);
    if (before == null) {
      LOG.warnf("Entry %d of the log is about the fee of no release", said.place().index());
      return Optional.empty();
    }
    FeeFate next = said.next(before.fate());
    known.put(release, new Known(before.sold(), next));
    return Optional.of(
        before.entry(said.place(), said.kind(), before.fate().moveTo(next), said.about()));
  }

  private static SoldRelease sold(Said said, DataReleased sale, Map<EventId, String> platforms) {
    List<String> sources =
        sale.parents().stream()
            .map(platforms::get)
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .toList();
    return new SoldRelease(
        said.body().id(),
        said.place().index(),
        said.place().recordedAt(),
        sale.to(),
        sale.product().orElseThrow().value(),
        fee(sale),
        new MadeOf(sources, sale.modelOwner()));
  }

  private static ReleaseFee fee(DataReleased sale) {
    return sale.fee().orElseThrow();
  }

  /** A release, and what has become of its fee so far. */
  private record Known(SoldRelease sold, FeeFate fate) {
    static Known of(LedgerEntry release) {
      return new Known(release.sold(), FeeFate.of(release.sold().fee()));
    }

    Known after(LedgerEntry entry) {
      return switch (entry.kind()) {
        case RELEASE -> this;
        case REVERSAL -> new Known(sold, fate.reversed(entry.about()));
        case VOIDING -> new Known(sold, fate.voided(entry.about().orElseThrow()));
      };
    }

    LedgerEntry entry(Place place, Kind kind, Optional<FeeMove> move, Optional<EventId> about) {
      return new LedgerEntry(place, kind, move, sold, about);
    }
  }

  /** An entry that may be of a bureau's ledger. */
  private record Said(
      Place place,
      Body body,
      Optional<DataReleased> released,
      Optional<FeeReversed> reversed,
      Optional<DataReceived> voiding) {

    static Optional<Said> of(FeedEntry entry) {
      return entry.readBody().map(body -> of(entry, body));
    }

    private static Said of(FeedEntry entry, Body body) {
      Place place =
          new Place(
              entry.index(),
              Instant.ofEpochMilli(entry.recordedMillis()),
              entry.entry().orElseThrow());
      String type = entry.stub().type();
      return new Said(
          place,
          body,
          Optional.of(body.data())
              .filter(data -> type.equals(DataReleased.NAME))
              .map(DataReleased::read),
          Optional.of(body.data())
              .filter(data -> type.equals(FeeReversed.NAME))
              .map(FeeReversed::read),
          Optional.of(body.data())
              .filter(data -> type.equals(DataReceived.NAME))
              .map(DataReceived::read)
              .filter(received -> received.voids().isPresent()));
    }

    Optional<DataReleased> supplyTo(BureauId bureau) {
      return released.filter(
          release ->
              release.step() == DataReleased.Step.RELEASE_1 && release.to().equals(bureau.value()));
    }

    boolean isOf(BureauId bureau) {
      return sale()
          .map(DataReleased::from)
          .or(() -> reversed.map(FeeReversed::from))
          .or(() -> voiding.map(DataReceived::from))
          .filter(bureau.value()::equals)
          .isPresent();
    }

    Optional<DataReleased> sale() {
      return released.filter(
          release -> release.step() == DataReleased.Step.RELEASE_2 && release.fee().isPresent());
    }

    /** The release whose fee falls or may stand again. */
    Optional<EventId> changed() {
      return reversed.map(FeeReversed::release).or(() -> voiding.map(DataReceived::release));
    }

    Kind kind() {
      return reversed.isPresent() ? Kind.REVERSAL : Kind.VOIDING;
    }

    Optional<EventId> about() {
      return reversed.isPresent()
          ? reversed.flatMap(FeeReversed::cause)
          : voiding.flatMap(DataReceived::voids);
    }

    FeeFate next(FeeFate fate) {
      return reversed.isPresent() ? fate.reversed(about()) : fate.voided(about().orElseThrow());
    }

    /** Shows no content. */
    @Override
    public String toString() {
      return "Said[" + place.index() + "]";
    }
  }
}
