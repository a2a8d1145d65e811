package dev.tallystick.rules.state;

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
          "data.released", (x, e, f) -> x.release(e, f),
          "data.undelivered",
              (x, e, f) -> x.change(f.text("release"), r -> r.withUndelivered(e.id())),
          "data.received", (x, e, f) -> x.receive(f),
          "data.destroyed", (x, e, f) -> x.destroy(f),
          "loan.opened", (x, e, f) -> x.open(e, f),
          "loan.closed", (x, e, f) -> x.close(f),
          "fee.reversed",
              (x, e, f) -> x.change(f.text("release"), r -> r.withReversal(f.text("cause"))));

  /** What an event of a type does here. */
  private interface Fold {
    Exchange apply(Exchange exchange, LoggedEvent event, Facts facts);
  }

  Exchange fold(String type, LoggedEvent event, Facts facts) {
    Fold fold = FOLDS.get(type);
    return fold == null ? this : fold.apply(this, event, facts);
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

  private Exchange release(LoggedEvent event, Facts f) {
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

  private static Release read(LoggedEvent event, Facts f) {
    List<ConsentRef> consents = new ArrayList<>();
    for (Facts ref : f.objects("consents")) {
      ref.text("id")
          .ifPresent(id -> consents.add(new ConsentRef(id, ref.integer("version").orElse(1))));
    }
    Optional<Fee> fee =
        f.object("fee")
            .map(
                g ->
                    new Fee(
                        g.integer("amount").orElse(0),
                        g.textOr("currency", ""),
                        g.textOr("tariff", ""),
                        g.textOr("line", ""),
                        g.text("dedupOf")));
    return new Release(
        event.id(),
        event.index(),
        event.recordedMillis(),
        f.textOr("step", ""),
        event.subject().orElse(""),
        f.textOr("from", ""),
        f.textOr("to", ""),
        f.textOr("purpose", ""),
        f.strings("categories"),
        List.copyOf(consents),
        f.text("product"),
        fee,
        HashTreePSet.empty(),
        HashTreePSet.empty(),
        TreePVector.empty(),
        false);
  }

  private Exchange receive(Facts f) {
    Optional<String> voids = f.text("voids");
    return voids.isEmpty()
        ? this
        : change(f.text("release"), release -> release.withVoided(voids.get()));
  }

  private Exchange open(LoggedEvent event, Facts f) {
    Loan loan =
        new Loan(
            f.textOr("loan", ""),
            f.textOr("kind", ""),
            event.subject().orElse(""),
            f.textOr("lender", ""),
            f.textOr("bureau", ""),
            true);
    return loans.get(loan.id()) != null ? this : with(loan);
  }

  private Exchange close(Facts f) {
    Loan loan = loans.get(f.textOr("loan", ""));
    return loan == null ? this : with(loan.close());
  }

  private Exchange with(Loan loan) {
    return new Exchange(releases, charges, uses, underConsent, loans.plus(loan.id(), loan));
  }

  private Exchange destroy(Facts f) {
    Exchange after = this;
    for (String release : f.strings("releases")) {
      after = after.change(Optional.of(release), Release::withDestroyed);
    }
    return after;
  }
}
