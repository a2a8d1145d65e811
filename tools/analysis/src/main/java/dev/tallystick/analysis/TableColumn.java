package dev.tallystick.analysis;

import java.util.Locale;

/** The columns of the tables; one that stands in several tables is the same in each. */
enum TableColumn {
  LOG_INDEX(ColumnType.NUMBER),
  RECORDED_AT(ColumnType.TIME),
  TYPE,
  EVENT,
  SOURCE,
  TIME(ColumnType.TIME),
  SUBJECT,
  ENTRY,
  LEAF,
  STUB,
  BODY,
  INTERNAL,
  DAY(ColumnType.DAY),
  RELEASE,
  STEP,
  DISCLOSER,
  RECIPIENT,
  PURPOSE,
  END_PURPOSE,
  END_USER,
  PRODUCT,
  CATEGORIES,
  RECORD_COUNT(ColumnType.NUMBER),
  PAYLOAD_DIGEST,
  CONSENTS,
  FEE_AMOUNT(ColumnType.NUMBER),
  FEE_CURRENCY,
  FEE_TARIFF,
  FEE_LINE,
  FEE_DEDUP_OF,
  KIND,
  MADE_FROM,
  REASON,
  CHUNK,
  PROVIDER,
  AGREEMENT,
  RECORDS(ColumnType.NUMBER),
  CALLER,
  CODE,
  RULE,
  RULES,
  PACK,
  REPEATS(ColumnType.NUMBER),
  LABEL,
  ACT,
  PARTY,
  ROLE,
  LEGAL_NAME,
  COUNTRY,
  GROUND,
  UNTIL(ColumnType.TIME),
  LICENCE,
  LICENCE_NO,
  VALID_FROM(ColumnType.TIME),
  VALID_TO(ColumnType.TIME);

  private final ColumnType type;

  TableColumn() {
    this(ColumnType.TEXT);
  }

  TableColumn(ColumnType type) {
    this.type = type;
  }

  /** Its name in SQL and in files. */
  String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }

  ColumnType type() {
    return type;
  }
}
