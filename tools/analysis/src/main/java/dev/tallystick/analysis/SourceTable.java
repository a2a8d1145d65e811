package dev.tallystick.analysis;

import java.util.List;
import java.util.Locale;

/** The tables that entries are sorted into as they are read, a row at a time. */
enum SourceTable {
  /** A row for each entry of the log. */
  ENTRIES(
      TableColumn.LOG_INDEX,
      TableColumn.RECORDED_AT,
      TableColumn.TYPE,
      TableColumn.EVENT,
      TableColumn.SOURCE,
      TableColumn.TIME,
      TableColumn.SUBJECT,
      TableColumn.ENTRY,
      TableColumn.LEAF,
      TableColumn.STUB,
      TableColumn.BODY,
      TableColumn.INTERNAL),
  /** A row for each release. */
  RELEASED(
      TableColumn.LOG_INDEX,
      TableColumn.RECORDED_AT,
      TableColumn.DAY,
      TableColumn.EVENT,
      TableColumn.RELEASE,
      TableColumn.STEP,
      TableColumn.DISCLOSER,
      TableColumn.RECIPIENT,
      TableColumn.SUBJECT,
      TableColumn.PURPOSE,
      TableColumn.END_PURPOSE,
      TableColumn.END_USER,
      TableColumn.PRODUCT,
      TableColumn.CATEGORIES,
      TableColumn.RECORD_COUNT,
      TableColumn.PAYLOAD_DIGEST,
      TableColumn.CONSENTS,
      TableColumn.FEE_AMOUNT,
      TableColumn.FEE_CURRENCY,
      TableColumn.FEE_TARIFF,
      TableColumn.FEE_LINE,
      TableColumn.FEE_DEDUP_OF),
  /** A row for each thing that a release was made from. */
  LINEAGE(TableColumn.LOG_INDEX, TableColumn.EVENT, TableColumn.KIND, TableColumn.MADE_FROM),
  /** A row for each release that ended in a way. */
  OUTCOMES(
      TableColumn.LOG_INDEX,
      TableColumn.RECORDED_AT,
      TableColumn.EVENT,
      TableColumn.KIND,
      TableColumn.RELEASE,
      TableColumn.REASON),
  /** A row for each deposit. */
  DEPOSITS(
      TableColumn.LOG_INDEX,
      TableColumn.RECORDED_AT,
      TableColumn.EVENT,
      TableColumn.CHUNK,
      TableColumn.PROVIDER,
      TableColumn.AGREEMENT,
      TableColumn.SOURCE,
      TableColumn.RECORDS),
  /** A row for each refusal. */
  REFUSALS(
      TableColumn.LOG_INDEX,
      TableColumn.RECORDED_AT,
      TableColumn.EVENT,
      TableColumn.STEP,
      TableColumn.CALLER,
      TableColumn.DISCLOSER,
      TableColumn.RECIPIENT,
      TableColumn.SUBJECT,
      TableColumn.PURPOSE,
      TableColumn.END_PURPOSE,
      TableColumn.CODE,
      TableColumn.RULE,
      TableColumn.RULES,
      TableColumn.PACK,
      TableColumn.PRODUCT,
      TableColumn.CATEGORIES,
      TableColumn.REPEATS,
      TableColumn.LABEL),
  /** A row for each act about a party. */
  PARTY_ACTS(
      TableColumn.LOG_INDEX,
      TableColumn.RECORDED_AT,
      TableColumn.EVENT,
      TableColumn.ACT,
      TableColumn.PARTY,
      TableColumn.ROLE,
      TableColumn.LEGAL_NAME,
      TableColumn.COUNTRY,
      TableColumn.GROUND,
      TableColumn.UNTIL,
      TableColumn.LICENCE,
      TableColumn.LICENCE_NO,
      TableColumn.VALID_FROM,
      TableColumn.VALID_TO);

  @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody changes
  private final List<TableColumn> columns;

  SourceTable(TableColumn... columns) {
    this.columns = List.of(columns);
  }

  List<TableColumn> columns() {
    return columns;
  }

  /** Its name in SQL. */
  String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
