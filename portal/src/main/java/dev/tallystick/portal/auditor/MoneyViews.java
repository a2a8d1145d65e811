package dev.tallystick.portal.auditor;

import dev.tallystick.portal.auditor.MoneyView.Flow;
import dev.tallystick.portal.auditor.MoneyView.Price;
import dev.tallystick.portal.auditor.MoneyView.PriceLine;
import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.ChargedSum;
import dev.tallystick.portal.document.ChargedSums;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes sums of fees readable, by currency. */
final class MoneyViews {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 120;

  private final ReaderText text;
  private final Names names;
  private final AuditorMessages say;

  MoneyViews(ReaderText text, Names names) {
    this.text = text;
    this.names = names;
    this.say = Bundles.get(AuditorMessages.class, text.locale());
  }

  /** Reports and what was paid for them, added up. */
  private record Sum(long reports, long amount) {
    Sum plus(Sum other) {
      return new Sum(reports + other.reports, amount + other.amount);
    }
  }

  private record Deal(String payer, String payee, String product) {}

  List<MoneyView> of(ChargedSums.Partial answer) {
    Map<String, List<ChargedSum.Partial>> byCurrency = new TreeMap<>();
    for (ChargedSum.Partial sum : answer.flows()) {
      byCurrency.computeIfAbsent(sum.currency().orElse("?"), any -> new ArrayList<>()).add(sum);
    }
    return byCurrency.entrySet().stream().map(one -> view(one.getKey(), one.getValue())).toList();
  }

  private MoneyView view(String currency, List<ChargedSum.Partial> sums) {
    Map<Deal, Sum> deals = new TreeMap<>(order());
    Sum all = new Sum(0, 0);
    for (ChargedSum.Partial sum : sums) {
      Deal deal =
          new Deal(
              sum.to().map(names::of).orElse("?"),
              sum.from().map(names::of).orElse("?"),
              sum.product().orElse(""));
      deals.merge(deal, sum(sum), Sum::plus);
      all = all.plus(sum(sum));
    }
    Map<List<String>, Long> pairs = new LinkedHashMap<>();
    deals.forEach(
        (deal, sum) -> pairs.merge(List.of(deal.payer(), deal.payee()), sum.amount(), Long::sum));
    List<DrawFlows.Flow> flows = new ArrayList<>();
    pairs.forEach(
        (pair, amount) -> flows.add(new DrawFlows.Flow(pair.get(0), pair.get(1), amount)));
    return new MoneyView(
        currency,
        say.moneySums(text.number(all.reports()), text.money(all.amount(), currency)),
        new DrawFlows(amount -> text.money(amount, currency)).draw(flows),
        deals.entrySet().stream()
            .map(
                deal ->
                    new Flow(
                        deal.getKey().payer(),
                        deal.getKey().payee(),
                        deal.getKey().product(),
                        text.number(deal.getValue().reports()),
                        text.money(deal.getValue().amount(), currency)))
            .toList(),
        prices(currency, sums));
  }

  private static Comparator<Deal> order() {
    return Comparator.comparing(Deal::payer)
        .thenComparing(Deal::payee)
        .thenComparing(Deal::product);
  }

  private List<PriceLine> prices(String currency, List<ChargedSum.Partial> sums) {
    Map<String, Map<LocalDate, Sum>> byProduct = new TreeMap<>();
    for (ChargedSum.Partial sum : sums) {
      sum.day()
          .ifPresent(
              day ->
                  byProduct
                      .computeIfAbsent(
                          sum.from().map(names::of).orElse("?") + " · " + sum.product().orElse("?"),
                          any -> new TreeMap<>())
                      .merge(day, sum(sum), Sum::plus));
    }
    List<PriceLine> lines = new ArrayList<>();
    byProduct.forEach((title, days) -> lines.add(line(title, currency, days)));
    return lines;
  }

  private PriceLine line(String title, String currency, Map<LocalDate, Sum> days) {
    List<Price> prices = new ArrayList<>();
    long dearest = days.values().stream().mapToLong(MoneyViews::price).max().orElse(1);
    StringBuilder path = new StringBuilder();
    int step = WIDTH / Math.max(1, days.size());
    int x = 0;
    for (Map.Entry<LocalDate, Sum> day : days.entrySet()) {
      long price = price(day.getValue());
      int y = HEIGHT - (int) Math.round((double) (HEIGHT - 10) * price / Math.max(1, dearest));
      path.append(path.isEmpty() ? "M0 " + y : "V" + y);
      x += step;
      path.append('H').append(x);
      prices.add(
          new Price(
              text.day(day.getKey()),
              text.money(price, currency),
              text.number(day.getValue().reports())));
    }
    return new PriceLine(title, path.toString(), WIDTH, HEIGHT, prices);
  }

  private static long price(Sum sum) {
    return sum.reports() == 0 ? 0 : Math.round((double) sum.amount() / sum.reports());
  }

  private static Sum sum(ChargedSum.Partial sum) {
    return new Sum(sum.releases().orElse(0), sum.amount().orElse(0));
  }
}
