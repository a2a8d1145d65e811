package dev.tallystick.importing.mapping;

import java.math.BigDecimal;
import java.util.List;

/**
 * A number that a row says: the product of some columns, exact.
 *
 * @param columns at least one
 * @param absolute whether its sign does not matter
 */
public record NumberOf(List<String> columns, boolean absolute, NumberForm form) {
  /** Keeps a copy of the list. */
  public NumberOf {
    columns = List.copyOf(columns);
  }

  /** The number of this row. */
  public BigDecimal of(RowValues row) throws RowRefusedException {
    BigDecimal product = BigDecimal.ONE;
    for (String column : columns) {
      String text =
          row.find(column).orElseThrow(() -> new RowRefusedException("VALUE_MISSING", column));
      product = product.multiply(form.parse(text, column));
    }
    return absolute ? product.abs() : product;
  }

  /** The first column, to name it when the number is at fault. */
  String column() {
    return columns.get(0);
  }
}
