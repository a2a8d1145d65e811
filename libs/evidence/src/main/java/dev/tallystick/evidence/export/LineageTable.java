package dev.tallystick.evidence.export;

import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.evidence.lineage.LineageDeposit;
import dev.tallystick.evidence.lineage.LineageFee;
import dev.tallystick.evidence.lineage.LineageOutcome;
import dev.tallystick.evidence.lineage.LineageRelease;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A lineage as a table: a row for each release and deposit, in the order of the log, what is known
 * by its id alone at the end. Immutable.
 */
public final class LineageTable {
  /** The kind of a row that tells of a release. */
  static final String RELEASE = "release";

  /** The kind of a row that tells of a deposit. */
  static final String DEPOSIT = "deposit";

  private static final String SEPARATOR = " ";

  private final List<Map<LineageColumn, String>> rows;

  private LineageTable(List<Map<LineageColumn, String>> rows) {
    this.rows = Collections.unmodifiableList(rows);
  }

  /** The table of an answer. */
  public static LineageTable of(LineageAnswer answer) {
    List<Map<LineageColumn, String>> rows = new ArrayList<>();
    answer.deposits().forEach(deposit -> rows.add(row(deposit)));
    answer.releases().forEach(release -> rows.add(row(release)));
    rows.sort(
        Comparator.comparingLong(LineageTable::index)
            .thenComparing(row -> row.getOrDefault(LineageColumn.EVENT, "")));
    return new LineageTable(rows);
  }

  private static long index(Map<LineageColumn, String> row) {
    String index = row.get(LineageColumn.LOG_INDEX);
    return index == null ? Long.MAX_VALUE : Long.parseLong(index);
  }

  private static Map<LineageColumn, String> row(LineageDeposit deposit) {
    Map<LineageColumn, String> row = new EnumMap<>(LineageColumn.class);
    row.put(LineageColumn.KIND, DEPOSIT);
    row.put(LineageColumn.EVENT, deposit.event());
    deposit.chunk().ifPresent(chunk -> row.put(LineageColumn.ID, chunk));
    number(row, LineageColumn.DISTANCE, deposit.distance());
    number(row, LineageColumn.LOG_INDEX, deposit.index());
    deposit.recordedAt().ifPresent(time -> row.put(LineageColumn.RECORDED_AT, time));
    deposit.from().ifPresent(from -> row.put(LineageColumn.DISCLOSER, from));
    return Collections.unmodifiableMap(row);
  }

  private static Map<LineageColumn, String> row(LineageRelease release) {
    Map<LineageColumn, String> row = new EnumMap<>(LineageColumn.class);
    row.put(LineageColumn.KIND, RELEASE);
    row.put(LineageColumn.EVENT, release.event());
    row.put(LineageColumn.PLACE, release.place().wireName());
    number(row, LineageColumn.DISTANCE, release.distance());
    number(row, LineageColumn.LOG_INDEX, release.index());
    text(row, LineageColumn.ID, release, "release");
    text(row, LineageColumn.ENTRY, release, "entry");
    text(row, LineageColumn.RECORDED_AT, release, "recordedAt");
    text(row, LineageColumn.STEP, release, "step");
    text(row, LineageColumn.DISCLOSER, release, "from");
    text(row, LineageColumn.RECIPIENT, release, "to");
    text(row, LineageColumn.PURPOSE, release, "purpose");
    text(row, LineageColumn.END_PURPOSE, release, "endPurpose");
    text(row, LineageColumn.PRODUCT, release, "product");
    text(row, LineageColumn.PAYLOAD_DIGEST, release, "payloadDigest");
    release.fee().ifPresent(fee -> fee(row, fee));
    list(row, LineageColumn.PARENTS, release.parents());
    list(row, LineageColumn.DEPOSITS, release.deposits());
    for (LineageOutcome.Kind kind : LineageOutcome.Kind.values()) {
      release.outcome(kind).ifPresent(outcome -> outcome(row, kind, outcome));
    }
    return Collections.unmodifiableMap(row);
  }

  private static void fee(Map<LineageColumn, String> row, LineageFee fee) {
    row.put(LineageColumn.FEE_AMOUNT, Long.toString(fee.amount()));
    row.put(LineageColumn.FEE_CURRENCY, fee.currency());
    row.put(LineageColumn.FEE_TARIFF, fee.tariff());
    row.put(LineageColumn.FEE_LINE, fee.line());
    fee.dedupOf().ifPresent(other -> row.put(LineageColumn.FEE_DEDUP_OF, other));
  }

  private static void outcome(
      Map<LineageColumn, String> row, LineageOutcome.Kind kind, LineageOutcome outcome) {
    row.put(LineageColumn.of(kind, "EVENT"), outcome.event());
    row.put(LineageColumn.of(kind, "INDEX"), Long.toString(outcome.index()));
    outcome.recordedAt().ifPresent(time -> row.put(LineageColumn.of(kind, "AT"), time));
  }

  private static void text(
      Map<LineageColumn, String> row, LineageColumn column, LineageRelease release, String member) {
    release.text(member).ifPresent(text -> row.put(column, text));
  }

  private static void number(
      Map<LineageColumn, String> row, LineageColumn column, OptionalLong number) {
    number.ifPresent(value -> row.put(column, Long.toString(value)));
  }

  private static void list(
      Map<LineageColumn, String> row, LineageColumn column, List<String> events) {
    if (!events.isEmpty()) {
      row.put(column, String.join(SEPARATOR, events.stream().sorted().toList()));
    }
  }

  /** The events in a cell of {@code parents} or {@code deposits}. */
  static List<String> events(Map<LineageColumn, String> row, LineageColumn column) {
    String cell = row.get(column);
    return cell == null ? List.of() : List.of(cell.split(SEPARATOR, -1));
  }

  /** The rows; a cell without a value is left out. */
  public List<Map<LineageColumn, String>> rows() {
    return rows;
  }
}
