package dev.tallystick.rules.audit;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.document.ChangedDecisions;
import dev.tallystick.rules.document.WhatIfSummary;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What another pack would have changed. Every grouping counts every decision once, so each adds up
 * to the totals; {@code byRule} has the changed ones only, by the rule that makes the difference.
 *
 * @param permitted of the decisions, as recorded
 * @param unreadable decisions whose entries do not tell what had been asked
 */
public record WhatIfReport(
    String pack,
    int version,
    Hash digest,
    Row totals,
    long permitted,
    long unreadable,
    SortedMap<String, Row> byRule,
    SortedMap<String, Row> byDiscloser,
    SortedMap<String, Row> byRecipient,
    SortedMap<String, Row> byMonth) {

  /** One decision, as it is counted. */
  record Case(boolean permit, Change change, String rule, String from, String to, String month) {}

  /** How many decisions changed how. */
  public record Row(Map<Change, Long> counts) {
    public Row {
      Map<Change, Long> copy = new EnumMap<>(Change.class);
      copy.putAll(counts);
      counts = Collections.unmodifiableMap(copy);
    }

    /** How many of a change. */
    public long of(Change change) {
      return counts.getOrDefault(change, 0L);
    }

    /** All of them. */
    public long decisions() {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    ChangedDecisions.Builder summary() {
      return ChangedDecisions.builder()
          .decisions(decisions())
          .unchanged(of(Change.NONE))
          .newlyRefused(of(Change.NEWLY_REFUSED))
          .newlyPermitted(of(Change.NEWLY_PERMITTED))
          .otherwiseRefused(of(Change.OTHERWISE_REFUSED))
          .otherCategories(of(Change.OTHER_CATEGORIES))
          .otherFee(of(Change.OTHER_FEE));
    }
  }

  /** Whether every grouping adds up to the totals. */
  public boolean addsUp() {
    long changed = totals.decisions() - totals.of(Change.NONE);
    return sum(byDiscloser).equals(totals)
        && sum(byRecipient).equals(totals)
        && sum(byMonth).equals(totals)
        && sum(byRule).decisions() == changed;
  }

  private static Row sum(SortedMap<String, Row> rows) {
    Map<Change, Long> sum = new EnumMap<>(Change.class);
    rows.values()
        .forEach(row -> row.counts().forEach((change, n) -> sum.merge(change, n, Long::sum)));
    return new Row(sum);
  }

  /** The report in the data model of the log; groupings are lists, since their keys are data. */
  public JsonObject toJson() {
    return WhatIfSummary.builder()
        .pack(pack)
        .version(version)
        .digest(digest)
        .totals(totals.summary().build())
        .permitted(permitted)
        .refused(totals.decisions() - permitted)
        .unreadable(unreadable)
        .addsUp(addsUp())
        .byRule(rows(byRule, ChangedDecisions.Builder::rule))
        .byDiscloser(rows(byDiscloser, ChangedDecisions.Builder::party))
        .byRecipient(rows(byRecipient, ChangedDecisions.Builder::party))
        .byMonth(rows(byMonth, ChangedDecisions.Builder::month))
        .build()
        .toJson();
  }

  private static List<ChangedDecisions> rows(
      SortedMap<String, Row> rows, BiConsumer<ChangedDecisions.Builder, String> name) {
    List<ChangedDecisions> list = new ArrayList<>();
    rows.forEach(
        (key, row) -> {
          ChangedDecisions.Builder summary = row.summary();
          name.accept(summary, key);
          list.add(summary.build());
        });
    return list;
  }

  /** Counts decisions. */
  static final class Sums {
    private final Map<Change, Long> totals = new EnumMap<>(Change.class);
    private final SortedMap<String, Map<Change, Long>> byRule = new TreeMap<>();
    private final SortedMap<String, Map<Change, Long>> byDiscloser = new TreeMap<>();
    private final SortedMap<String, Map<Change, Long>> byRecipient = new TreeMap<>();
    private final SortedMap<String, Map<Change, Long>> byMonth = new TreeMap<>();
    private long permitted;
    private long unreadable;

    void unreadable(long times) {
      unreadable += times;
    }

    void add(Case one, long times) {
      permitted += one.permit() ? times : 0;
      totals.merge(one.change(), times, Long::sum);
      add(byDiscloser, one.from(), one.change(), times);
      add(byRecipient, one.to(), one.change(), times);
      add(byMonth, one.month(), one.change(), times);
      if (one.change() != Change.NONE) {
        add(byRule, one.rule(), one.change(), times);
      }
    }

    private static void add(
        SortedMap<String, Map<Change, Long>> rows, String key, Change change, long times) {
      rows.computeIfAbsent(key, k -> new EnumMap<>(Change.class)).merge(change, times, Long::sum);
    }

    WhatIfReport report(String pack, int version, Hash digest) {
      return new WhatIfReport(
          pack,
          version,
          digest,
          new Row(totals),
          permitted,
          unreadable,
          rows(byRule),
          rows(byDiscloser),
          rows(byRecipient),
          rows(byMonth));
    }

    private static SortedMap<String, Row> rows(SortedMap<String, Map<Change, Long>> sums) {
      SortedMap<String, Row> rows = new TreeMap<>();
      sums.forEach((key, counts) -> rows.put(key, new Row(counts)));
      return Collections.unmodifiableSortedMap(rows);
    }
  }
}
