package dev.tallystick.portal.usage;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.UseData;
import dev.tallystick.portal.usage.FiguresView.Bar;
import dev.tallystick.portal.usage.FiguresView.Earned;
import dev.tallystick.portal.usage.FiguresView.PartyCount;
import dev.tallystick.portal.usage.FiguresView.Week;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts a list: who looked when, and who earned what. */
final class UsageFigures {
  private static final int WEEKS = 12;
  private static final int STEP = 50;
  private static final int WIDTH = 34;
  private static final int TALLEST = 90;
  private static final int LINE = 100;
  private static final int PERCENT = 100;

  /** What a week or a party is counted by. */
  private static final int SHARED = 0;

  private static final int LOOKS = 1;
  private static final int REFUSED = 2;

  private final ReaderText text;
  private final Names names;
  private final FigureMessages say;
  private final Map<LocalDate, int[]> weeks = new TreeMap<>();
  private final Map<String, int[]> parties = new TreeMap<>();
  private final Map<String, long[]> earned = new TreeMap<>();

  UsageFigures(ReaderText text, Names names) {
    this.text = text;
    this.names = names;
    this.say = Bundles.get(FigureMessages.class, text.locale());
    LocalDate last = monday(text.dayOf(text.now()));
    for (int i = 0; i < WEEKS; i++) {
      weeks.put(last.minusWeeks(i), new int[3]);
    }
  }

  /** Counts these entries. */
  FiguresView of(List<LoggedUse> entries) {
    entries.forEach(this::count);
    int[] all = new int[3];
    weeks.values().forEach(week -> add(all, week));
    return new FiguresView(
        say.sum(text.number(all[SHARED]), text.number(all[LOOKS]), text.number(all[REFUSED])),
        weeks.entrySet().stream().map(each -> week(each.getKey(), each.getValue())).toList(),
        bars(),
        LINE,
        parties.entrySet().stream()
            .map(
                each ->
                    new PartyCount(
                        names.of(each.getKey()), each.getValue()[SHARED], each.getValue()[REFUSED]))
            .sorted(Comparator.comparingInt(PartyCount::got).reversed())
            .toList(),
        earned());
  }

  private void count(LoggedUse entry) {
    UseData.Partial data = entry.data();
    switch (entry.type()) {
      case "data.released" -> {
        week(entry)[SHARED]++;
        party(data.to())[SHARED]++;
        data.fee().ifPresent(fee -> earn(data.from(), fee.amount().orElse(0), 1));
      }
      case "data.denied" -> {
        week(entry)[REFUSED]++;
        party(data.caller())[REFUSED]++;
      }
      case "fee.reversed" ->
          data.fee().ifPresent(fee -> earn(data.from(), -fee.amount().orElse(0), 0));
      case "audit.read", "staff.read" -> week(entry)[LOOKS]++;
      default -> {
        // Nobody got anything.
      }
    }
  }

  /** The week of an entry; of one that is older than all that is shown, one that nobody sees. */
  private int[] week(LoggedUse entry) {
    return Optional.ofNullable(weeks.get(monday(text.dayOf(entry.at()))))
        .orElseGet(() -> new int[3]);
  }

  private int[] party(Optional<String> id) {
    return parties.computeIfAbsent(id.orElse("?"), any -> new int[3]);
  }

  private void earn(Optional<String> party, long amount, int sales) {
    long[] sum = earned.computeIfAbsent(party.orElse("?"), any -> new long[2]);
    sum[0] += amount;
    sum[1] += sales;
  }

  private Week week(LocalDate from, int[] counts) {
    return new Week(text.day(from), counts[SHARED], counts[LOOKS], counts[REFUSED]);
  }

  private List<Bar> bars() {
    int most =
        Math.max(
            1,
            weeks.values().stream()
                .mapToInt(week -> Math.max(week[SHARED] + week[LOOKS], week[REFUSED]))
                .max()
                .orElse(1));
    List<Bar> bars = new ArrayList<>();
    int x = 0;
    for (int[] week : weeks.values()) {
      int shared = height(week[SHARED], most);
      int looks = height(week[LOOKS], most);
      add(bars, new Bar("shared", x, LINE - shared, WIDTH, shared));
      add(bars, new Bar("read", x, LINE - shared - looks, WIDTH, looks));
      add(bars, new Bar("refused", x, LINE, WIDTH, height(week[REFUSED], most)));
      x += STEP;
    }
    return bars;
  }

  private static void add(List<Bar> bars, Bar bar) {
    if (bar.height() > 0) {
      bars.add(bar);
    }
  }

  private static int height(int count, int most) {
    return count == 0 ? 0 : Math.max(2, count * TALLEST / most);
  }

  private static void add(int[] sum, int[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
  }

  private List<Earned> earned() {
    long most = Math.max(1, earned.values().stream().mapToLong(sum -> sum[0]).max().orElse(1));
    return earned.entrySet().stream()
        .sorted(Comparator.comparingLong((Map.Entry<String, long[]> each) -> -each.getValue()[0]))
        .map(
            each ->
                new Earned(
                    names.of(each.getKey()),
                    text.money(each.getValue()[0], "CNY"),
                    (int) each.getValue()[1],
                    (int) Math.max(0, each.getValue()[0] * PERCENT / most)))
        .toList();
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
