package dev.tallystick.tally.show;

import dev.tallystick.tally.document.ToldData;
import dev.tallystick.tally.report.Printable;
import dev.tallystick.tally.report.ReportTimes;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Writes the entries of a usage answer as text for people. */
public final class UseText {
  private static final String RELEASED = "data.released";

  private final List<ShownUse> uses;
  private final List<ShownUse> bulkReads;
  private final Map<String, ShownUse> ends = new HashMap<>();

  /** Of these entries. */
  public UseText(ShownFile file) {
    this.uses = file.uses();
    this.bulkReads = file.bulkReads();
    for (ShownUse use : uses) {
      if (use.type().equals("data.received") || use.type().equals("data.undelivered")) {
        // Newest first: the last word on a release is kept.
        use.data().release().ifPresent(release -> ends.putIfAbsent(release, use));
      }
    }
  }

  /** Writes them, newest first; behind them who may have read them among many others. */
  public void print(PrintWriter out) {
    print(out, uses);
    if (!bulkReads.isEmpty()) {
      out.println("Read in bulk, with entries of others, by whoever had the whole range opened:");
      out.println();
      print(out, bulkReads);
    }
  }

  private void print(PrintWriter out, List<ShownUse> shown) {
    for (ShownUse use : shown) {
      ToldData.Partial data = use.data();
      out.println(
          Printable.of(
              ReportTimes.utcMillis(use.opening().recordedMillis())
                  + "  "
                  + UseTitles.of(use.type())));
      line(out, "who", who(data));
      line(out, "what", what(data));
      line(out, "why", why(data));
      line(out, "price", data.fee().flatMap(Amounts::of));
      line(out, "outcome", outcome(use, data));
      line(out, "entry", Optional.of(use.index() + ends(use)));
      out.println();
    }
  }

  private static String ends(ShownUse use) {
    return use.body().isPresent() ? "" : ", whose content is not shown";
  }

  private static void line(PrintWriter out, String name, Optional<String> text) {
    text.ifPresent(shown -> out.println(Printable.of("  %-8s %s".formatted(name, shown))));
  }

  private static Optional<String> who(ToldData.Partial data) {
    Optional<String> endUser = data.endUser().filter(user -> !Optional.of(user).equals(data.to()));
    return pair(data.from(), data.to())
        .map(pair -> pair + endUser.map(user -> ", for " + user).orElse(""))
        .or(() -> pair(data.discloser(), data.recipient()))
        .or(() -> pair(data.provider(), data.receiver()))
        .or(() -> pair(data.bureau(), data.lender()))
        .or(data::provider)
        .or(data::party)
        .or(data::caller)
        .or(data::auditor)
        .or(data::maker)
        .or(() -> pair(data.authority(), data.against()))
        .or(data::by);
  }

  private static Optional<String> pair(Optional<String> one, Optional<String> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(one.get() + " to " + other.get())
        : one.or(() -> other);
  }

  private static Optional<String> what(ToldData.Partial data) {
    List<String> parts = new ArrayList<>(data.categories());
    Stream.of(data.category(), data.kind(), data.scope())
        .forEach(part -> part.ifPresent(parts::add));
    Stream.of(data.recordCount(), data.records(), data.count())
        .flatMapToLong(OptionalLong::stream)
        .limit(1)
        .forEach(count -> parts.add(count == 1 ? "1 record" : count + " records"));
    data.product().ifPresent(product -> parts.add("as " + product));
    return joined(parts);
  }

  private static Optional<String> why(ToldData.Partial data) {
    List<String> parts = new ArrayList<>();
    data.purpose().ifPresent(parts::add);
    data.endPurpose().ifPresent(purpose -> parts.add("in the end " + purpose));
    data.ground().ifPresent(parts::add);
    data.reason().ifPresent(parts::add);
    return joined(parts);
  }

  private Optional<String> outcome(ShownUse use, ToldData.Partial data) {
    if (use.type().equals(RELEASED)) {
      return Optional.of(handedOver(use));
    }
    List<String> parts = new ArrayList<>();
    data.code()
        .ifPresent(
            code ->
                parts.add(
                    "refused: "
                        + code
                        + (data.ruleIds().isEmpty()
                            ? ""
                            : " by " + String.join(", ", data.ruleIds()))));
    data.repeats().ifPresent(times -> parts.add(times + " times"));
    data.outcome().ifPresent(parts::add);
    data.state().ifPresent(parts::add);
    data.validUntil().ifPresent(end -> parts.add("until " + end));
    data.dueOn().ifPresent(day -> parts.add("due on " + day));
    return joined(parts);
  }

  private String handedOver(ShownUse release) {
    ShownUse end = ends.get(release.event());
    if (end == null) {
      return "handed over; this file shows no acknowledgement";
    }
    String how = end.type().equals("data.received") ? "acknowledged" : "it did not arrive";
    return "%s: entry %d, %s"
        .formatted(how, end.index(), ReportTimes.utcMillis(end.opening().recordedMillis()));
  }

  private static Optional<String> joined(List<String> parts) {
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
  }
}
