package dev.tallystick.analysis;

/**
 * What a column holds. Each is one of the types that every reader of Parquet has: no unsigned
 * numbers, no decimals, no nesting.
 */
enum ColumnType {
  /** UTF-8. */
  TEXT("VARCHAR"),
  /** 64 bits with a sign. */
  NUMBER("BIGINT"),
  /** An instant in UTC, to the microsecond. */
  TIME("TIMESTAMPTZ"),
  /** A day. */
  DAY("DATE");

  private final String sql;

  ColumnType(String sql) {
    this.sql = sql;
  }

  /** Its name in SQL. */
  String sql() {
    return sql;
  }
}
