package dev.tallystick.evidence.export;

import java.util.Locale;

/** The columns of a lineage as a table, in their order. What each means: docs/spec/evidence.md. */
public enum LineageColumn {
  KIND(Form.TEXT),
  EVENT(Form.TEXT),
  ID(Form.TEXT),
  PLACE(Form.TEXT),
  DISTANCE(Form.NUMBER),
  LOG_INDEX(Form.NUMBER),
  ENTRY(Form.TEXT),
  RECORDED_AT(Form.TIME),
  STEP(Form.TEXT),
  DISCLOSER(Form.TEXT),
  RECIPIENT(Form.TEXT),
  PURPOSE(Form.TEXT),
  END_PURPOSE(Form.TEXT),
  PRODUCT(Form.TEXT),
  PAYLOAD_DIGEST(Form.TEXT),
  FEE_AMOUNT(Form.NUMBER),
  FEE_CURRENCY(Form.TEXT),
  FEE_TARIFF(Form.TEXT),
  FEE_LINE(Form.TEXT),
  FEE_DEDUP_OF(Form.TEXT),
  PARENTS(Form.TEXT),
  DEPOSITS(Form.TEXT),
  ACKNOWLEDGED_EVENT(Form.TEXT),
  ACKNOWLEDGED_INDEX(Form.NUMBER),
  ACKNOWLEDGED_AT(Form.TIME),
  UNDELIVERED_EVENT(Form.TEXT),
  UNDELIVERED_INDEX(Form.NUMBER),
  UNDELIVERED_AT(Form.TIME),
  DESTROYED_EVENT(Form.TEXT),
  DESTROYED_INDEX(Form.NUMBER),
  DESTROYED_AT(Form.TIME);

  private final Form form;

  LineageColumn(Form form) {
    this.form = form;
  }

  /** What the texts of a column stand for. */
  public enum Form {
    /** Themselves. */
    TEXT,
    /** A whole number from 0 on. */
    NUMBER,
    /** An instant, {@code YYYY-MM-DDTHH:mm:ss.SSSZ}. */
    TIME
  }

  /** What its texts stand for. */
  public Form form() {
    return form;
  }

  /** Its name in every export. */
  public String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column of this name of an outcome's kind, such as {@code ACKNOWLEDGED_AT}. */
  static LineageColumn of(Enum<?> kind, String what) {
    return valueOf(kind.name() + "_" + what);
  }
}
