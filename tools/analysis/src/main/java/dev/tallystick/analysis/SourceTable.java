package dev.tallystick.analysis;

import java.util.List;
import java.util.Locale;

/** The tables that entries are sorted into as they are read, a row at a time. */
enum SourceTable {
  /** A row for each entry of the log. */
  ENTRIES(
      "log_index:NUMBER recorded_at:TIME type event source time:TIME subject entry leaf stub body internal"),
  /** A row for each release. */
  RELEASED(
      "log_index:NUMBER recorded_at:TIME day:DAY event release step discloser recipient subject purpose end_purpose end_user"
          + " product categories record_count:NUMBER payload_digest consents fee_amount:NUMBER fee_currency fee_tariff"
          + " fee_line fee_dedup_of"),
  /** A row for each thing that a release was made from. */
  LINEAGE("log_index:NUMBER event kind made_from"),
  /** A row for each release that ended in a way. */
  OUTCOMES("log_index:NUMBER recorded_at:TIME event kind release reason"),
  /** A row for each deposit. */
  DEPOSITS(
      "log_index:NUMBER recorded_at:TIME event chunk provider agreement source records:NUMBER"),
  /** A row for each refusal. */
  REFUSALS(
      "log_index:NUMBER recorded_at:TIME event step caller discloser recipient subject purpose end_purpose code rule rules pack"
          + " product categories repeats:NUMBER label"),
  /** A row for each act about a party. */
  PARTY_ACTS(
      "log_index:NUMBER recorded_at:TIME event act party role legal_name country ground until:TIME licence licence_no"
          + " valid_from:TIME valid_to:TIME");

  @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody changes
  private final List<TableColumn> columns;

  SourceTable(String columns) {
    this.columns = List.copyOf(TableColumn.list(columns));
  }

  List<TableColumn> columns() {
    return columns;
  }

  /** Its name in SQL. */
  String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
