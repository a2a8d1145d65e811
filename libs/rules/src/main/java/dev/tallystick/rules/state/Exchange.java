package dev.tallystick.rules.state;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataDestroyed;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DataUndelivered;
import dev.tallystick.events.type.FeeReversed;
import dev.tallystick.events.type.LoanClosed;
import dev.tallystick.events.type.LoanOpened;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What was released, what became of it, what was charged and how often a consent was used.
 *
 * @param underConsent the releases that rested on a consent, in the order of the log
 * @param loans what lenders have reported, by id; of one that is closed no more than that
 * @param charges releases with a fee, by bureau, lender, person and product
 * @param uses when a limited consent was used, by consent, in the order of the log: a use is
 *     exactly what moves its guard
 */
record Exchange(
    TrieMap<LogId, Release> releases,
    TrieMap<LogId, LogId[]> charges,
    TrieMap<LogId, Uses> uses,
    TrieMap<LogId, LogId[]> underConsent,
    TrieMap<LogId, Loan> loans) {
  static final Exchange EMPTY =
      new Exchange(
          TrieMap.empty(), TrieMap.empty(), TrieMap.empty(), TrieMap.empty(), TrieMap.empty());

  private static final LogId[] NONE = {};
  private static final String USE = "use/";

  private static final Map<String, Fold> FOLDS =
      Map.of(
          DataReleased.NAME, (x, e, data) -> x.release(e, new DataReleased.Partial(data)),
          DataUndelivered.NAME,
              (x, e, data) ->
                  x.change(
                      new DataUndelivered.Partial(data).release(), r -> r.withUndelivered(e.id())),
          DataReceived.NAME, (x, e, data) -> x.receive(new DataReceived.Partial(data)),
          DataDestroyed.NAME, (x, e, data) -> x.destroy(new DataDestroyed.Partial(data)),
          LoanOpened.NAME, (x, e, data) -> x.open(e, new LoanOpened.Partial(data)),
          LoanClosed.NAME, (x, e, data) -> x.close(new LoanClosed.Partial(data)),
          FeeReversed.NAME, (x, e, data) -> x.reverse(new FeeReversed.Partial(data)));

  /** What an event of a type does here. */
  private interface Fold {
    Exchange apply(Exchange exchange, LoggedEvent event, JsonObject data);
  }

  Exchange fold(LoggedEvent event) {
    Fold fold = FOLDS.get(event.stub().type());
    return fold == null ? this : fold.apply(this, event, event.data());
  }

  static LogId chargeKey(String bureau, String lender, String subject, String product) {
    return LogId.digest(bureau + "/" + lender + "/" + subject + "/" + product);
  }

  /** The releases of a charge or under a consent; the array is the map's. */
  static LogId[] events(TrieMap<LogId, LogId[]> map, LogId key) {
    return map.getOrDefault(key, NONE);
  }

  private static TrieMap<LogId, LogId[]> plus(TrieMap<LogId, LogId[]> map, LogId key, LogId event) {
    LogId[] before = events(map, key);
    LogId[] after = Arrays.copyOf(before, before.length + 1);
    after[before.length] = event;
    return map.plus(key, after);
  }

  private Exchange change(Optional<String> event, UnaryOperator<Release> change) {
    Release release = event.map(LogId::of).map(releases::get).orElse(null);
    return release == null
        ? this
        : new Exchange(
            releases.plus(release.key(), change.apply(release)),
            charges,
            uses,
            underConsent,
            loans);
  }

  private Exchange release(LoggedEvent event, DataReleased.Partial f) {
    Release release = read(event, f);
    TrieMap<LogId, Uses> used = uses;
    for (String key : event.stub().advances()) {
      if (key.startsWith(USE)) {
        LogId consent = LogId.of(key.substring(USE.length()));
        used =
            used.plus(consent, used.getOrDefault(consent, Uses.NONE).plus(event.recordedMillis()));
      }
    }
    TrieMap<LogId, LogId[]> charged = charges;
    if (release.fee().isPresent() && release.product().isPresent()) {
      LogId key =
          chargeKey(release.from(), release.to(), release.subject(), release.product().get());
      charged = plus(charged, key, release.key());
    }
    TrieMap<LogId, LogId[]> under = underConsent;
    for (LogId consent : release.consentKeys()) {
      under = plus(under, consent, release.key());
    }
    return new Exchange(releases.plus(release.key(), release), charged, used, under, loans);
  }

  private Release read(LoggedEvent event, DataReleased.Partial f) {
    List<ConsentRef> consents = new ArrayList<>();
    for (dev.tallystick.events.type.ConsentRef.Partial ref : f.consents()) {
      ref.id().ifPresent(id -> consents.add(new ConsentRef(id, ref.version().orElse(1))));
    }
    Optional<Fee> fee =
        f.fee()
            .map(
                g ->
                    new Fee(
                        g.amount().orElse(0),
                        g.currency().orElse(""),
                        g.tariff().orElse(""),
                        g.line().orElse(""),
                        Optional.empty()));
    Release.Text text =
        new Release.Text(
            f.step().orElse(""),
            f.from().orElse(""),
            f.to().orElse(""),
            f.purpose().orElse(""),
            Values.sorted(f.categories()),
            f.product(),
            fee);
    return new Release(
        LogId.of(event.id()),
        new Release.Place(event.index(), event.recordedMillis()),
        Shared.one(text),
        new Release.Own(
            Shared.one(event.subject().orElse("")),
            consents,
            f.fee().flatMap(g -> g.dedupOf()).orElse(null),
            parents(f)),
        Release.Fate.NONE);
  }

  /** Those that are still known, each by the one key that there is of it. */
  private LogId[] parents(DataReleased.Partial f) {
    return f.parents().stream()
        .map(parent -> releases.get(LogId.of(parent)))
        .filter(Objects::nonNull)
        .map(Release::key)
        .toArray(LogId[]::new);
  }

  private Exchange receive(DataReceived.Partial f) {
    Optional<String> voids = f.voids();
    return voids.isEmpty() ? this : change(f.release(), release -> release.withVoided(voids.get()));
  }

  private Exchange reverse(FeeReversed.Partial f) {
    return change(f.release(), release -> release.withReversal(f.cause()));
  }

  private Exchange open(LoggedEvent event, LoanOpened.Partial f) {
    Loan loan =
        new Loan(
            f.loan().orElse(""),
            f.kind().orElse(""),
            event.subject().orElse(""),
            f.lender().orElse(""),
            f.bureau().orElse(""),
            true);
    LogId key = LogId.of(loan.id());
    return loans.get(key) != null ? this : with(key, loan);
  }

  /** A loan that is closed is not opened again, so it is enough to know that there was one. */
  private Exchange close(LoanClosed.Partial f) {
    LogId key = LogId.of(f.loan().orElse(""));
    return loans.get(key) == null ? this : with(key, Loan.CLOSED);
  }

  private Exchange with(LogId key, Loan loan) {
    return new Exchange(releases, charges, uses, underConsent, loans.plus(key, loan));
  }

  private Exchange destroy(DataDestroyed.Partial f) {
    Exchange after = this;
    for (String release : Values.sorted(f.releases())) {
      after = after.change(Optional.of(release), Release::withDestroyed);
    }
    return after;
  }
}
