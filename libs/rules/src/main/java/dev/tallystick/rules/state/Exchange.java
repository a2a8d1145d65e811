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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.HashTreePSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What was released, what became of it, what was charged and how often a consent was used.
 *
 * @param underConsent the releases that rested on a consent, in the order of the log
 * @param loans what lenders have reported, by id
 * @param charges releases with a fee, by bureau, lender, person and product
 * @param uses when a limited consent was used, by consent, in the order of the log: a use is
 *     exactly what moves its guard
 */
record Exchange(
    TrieMap<String, Release> releases,
    TrieMap<String, PVector<String>> charges,
    TrieMap<String, PVector<Long>> uses,
    TrieMap<String, PVector<String>> underConsent,
    TrieMap<String, Loan> loans) {
  static final Exchange EMPTY =
      new Exchange(
          TrieMap.empty(), TrieMap.empty(), TrieMap.empty(), TrieMap.empty(), TrieMap.empty());

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

  static String chargeKey(String bureau, String lender, String subject, String product) {
    return bureau + "/" + lender + "/" + subject + "/" + product;
  }

  private Exchange change(Optional<String> event, UnaryOperator<Release> change) {
    Release release = event.map(releases::get).orElse(null);
    return release == null
        ? this
        : new Exchange(
            releases.plus(release.event(), change.apply(release)),
            charges,
            uses,
            underConsent,
            loans);
  }

  private Exchange release(LoggedEvent event, DataReleased.Partial f) {
    Release release = read(event, f);
    TrieMap<String, PVector<Long>> used = uses;
    for (String key : event.stub().advances()) {
      if (key.startsWith(USE)) {
        String consent = key.substring(USE.length());
        PVector<Long> before = used.getOrDefault(consent, TreePVector.empty());
        used = used.plus(consent, before.plus(event.recordedMillis()));
      }
    }
    TrieMap<String, PVector<String>> charged = charges;
    if (release.fee().isPresent() && release.product().isPresent()) {
      String key =
          chargeKey(release.from(), release.to(), release.subject(), release.product().get());
      charged =
          charged.plus(key, charged.getOrDefault(key, TreePVector.empty()).plus(release.event()));
    }
    TrieMap<String, PVector<String>> under = underConsent;
    for (ConsentRef ref : release.consents()) {
      PVector<String> before = under.getOrDefault(ref.id(), TreePVector.empty());
      under = under.plus(ref.id(), before.plus(release.event()));
    }
    return new Exchange(releases.plus(release.event(), release), charged, used, under, loans);
  }

  private static Release read(LoggedEvent event, DataReleased.Partial f) {
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
                        g.dedupOf()));
    return new Release(
        event.id(),
        event.index(),
        event.recordedMillis(),
        f.step().orElse(""),
        event.subject().orElse(""),
        f.from().orElse(""),
        f.to().orElse(""),
        f.purpose().orElse(""),
        Values.sorted(f.categories()),
        List.copyOf(consents),
        f.product(),
        fee,
        HashTreePSet.empty(),
        HashTreePSet.empty(),
        TreePVector.empty(),
        false);
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
    return loans.get(loan.id()) != null ? this : with(loan);
  }

  private Exchange close(LoanClosed.Partial f) {
    Loan loan = loans.get(f.loan().orElse(""));
    return loan == null ? this : with(loan.close());
  }

  private Exchange with(Loan loan) {
    return new Exchange(releases, charges, uses, underConsent, loans.plus(loan.id(), loan));
  }

  private Exchange destroy(DataDestroyed.Partial f) {
    Exchange after = this;
    for (String release : Values.sorted(f.releases())) {
      after = after.change(Optional.of(release), Release::withDestroyed);
    }
    return after;
  }
}
