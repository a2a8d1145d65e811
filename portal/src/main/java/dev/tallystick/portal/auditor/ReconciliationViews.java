package dev.tallystick.portal.auditor;

import dev.tallystick.portal.auditor.ReconciliationView.Row;
import dev.tallystick.portal.auditor.ReconciliationView.Table;
import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.ChargedPair;
import dev.tallystick.portal.document.ReconciledDay;
import dev.tallystick.portal.document.ReconciledDays;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import dev.tallystick.web.ToldInstants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a reconciliation readable. */
final class ReconciliationViews {
  private final ReaderText text;
  private final Names names;
  private final TallyMessages say;

  ReconciliationViews(ReaderText text, Names names) {
    this.text = text;
    this.names = names;
    this.say = Bundles.get(TallyMessages.class, text.locale());
  }

  private record Pair(String from, String to) {}

  /** Releases that carry a fee, and what they charge. */
  private record Charge(long releases, long amount) {
    Charge plus(Charge other) {
      return new Charge(releases + other.releases, amount + other.amount);
    }
  }

  /** Both halves of a pair, for a day or added up. */
  private record Halves(
      long releases,
      long acknowledged,
      long undelivered,
      long open,
      Optional<String> oldest,
      Map<String, Charge> charged) {
    static final Halves NONE = new Halves(0, 0, 0, 0, Optional.empty(), Map.of());

    static Halves of(ReconciledDay.Partial day) {
      Map<String, Charge> charged = new TreeMap<>();
      for (ChargedPair.Partial sum : day.charged()) {
        charged.merge(
            sum.currency().orElse("?"),
            new Charge(sum.releases().orElse(0), sum.amount().orElse(0)),
            Charge::plus);
      }
      return new Halves(
          day.releases().orElse(0),
          day.acknowledged().orElse(0),
          day.undelivered().orElse(0),
          day.open().orElse(0),
          day.oldestOpenAt(),
          charged);
    }

    Halves plus(Halves other) {
      Map<String, Charge> both = new TreeMap<>(charged);
      other.charged.forEach((currency, sum) -> both.merge(currency, sum, Charge::plus));
      return new Halves(
          releases + other.releases,
          acknowledged + other.acknowledged,
          undelivered + other.undelivered,
          open + other.open,
          Stream.of(oldest, other.oldest).flatMap(Optional::stream).sorted().findFirst(),
          both);
    }

    long missing() {
      return undelivered + open;
    }

    /** How many were charged beyond those that were confirmed. */
    long chargedForNothing() {
      long all = charged.values().stream().mapToLong(Charge::releases).sum();
      return Math.max(0, all - acknowledged);
    }

    boolean isAgreed() {
      return missing() == 0 && chargedForNothing() == 0;
    }
  }

  ReconciliationView of(ReconciledDays.Partial answer) {
    Map<Pair, Halves> pairs = new LinkedHashMap<>();
    List<Row> days = new ArrayList<>();
    Halves all = Halves.NONE;
    for (ReconciledDay.Partial day : answer.days()) {
      Pair pair = new Pair(day.from().orElse("?"), day.to().orElse("?"));
      Halves halves = Halves.of(day);
      pairs.merge(pair, halves, Halves::plus);
      all = all.plus(halves);
      if (!halves.isAgreed()) {
        days.add(row(day.day().map(text::day).orElse("?"), pair, halves));
      }
    }
    return new ReconciliationView(
        say.reconciled(
            text.number(all.releases), text.number(all.acknowledged), text.number(all.missing())),
        days.isEmpty(),
        new Table(
            /* daily= */ false,
            pairs.entrySet().stream()
                .map(pair -> row("", pair.getKey(), pair.getValue()))
                .toList()),
        new Table(/* daily= */ true, days));
  }

  private Row row(String day, Pair pair, Halves halves) {
    return new Row(
        day,
        names.of(pair.from),
        Thing.ofKnown("PARTY", pair.from)
            .map(LineageAsk.leadingOn("reconciliation")::addressOf)
            .orElse(""),
        names.of(pair.to),
        text.number(halves.releases),
        text.number(halves.acknowledged),
        count(halves.undelivered),
        count(halves.open),
        halves.oldest.map(at -> ToldInstants.moment(text, at)).orElse(""),
        halves.charged.entrySet().stream()
            .map(
                sum ->
                    say.chargedFor(
                        text.number(sum.getValue().releases),
                        text.money(sum.getValue().amount, sum.getKey())))
            .collect(Collectors.joining("; ")),
        difference(halves));
  }

  private String count(long number) {
    return number == 0 ? "" : text.number(number);
  }

  private String difference(Halves halves) {
    List<String> said = new ArrayList<>();
    if (halves.missing() > 0) {
      said.add(say.halfMissing(text.number(halves.missing())));
    }
    if (halves.chargedForNothing() > 0) {
      said.add(say.chargedForNothing(text.number(halves.chargedForNothing())));
    }
    return String.join(" ", said);
  }
}
