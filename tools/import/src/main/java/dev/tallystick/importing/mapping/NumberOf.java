package dev.tallystick.importing.mapping;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A number that a row says, exact: the product of some columns, and what is added to it and taken
 * from it.
 *
 * @param factors at least one
 * @param plus columns that are added, such as shipping; blank is nothing
 * @param less columns that are taken off, such as a rebate; blank is nothing
 * @param absolute whether its sign does not matter
 */
public record NumberOf(
    List<String> factors, List<String> plus, List<String> less, boolean absolute, NumberForm form) {
  /** Keeps copies of the lists. */
  public NumberOf {
    factors = List.copyOf(factors);
    plus = List.copyOf(plus);
    less = List.copyOf(less);
  }

  static NumberOf column(String column, boolean absolute, NumberForm form) {
    return new NumberOf(List.of(column), List.of(), List.of(), absolute, form);
  }

  /** The number of this row. */
  public BigDecimal of(RowValues row) throws RowRefusedException {
    BigDecimal number = BigDecimal.ONE;
    for (String factor : factors) {
      String text =
          row.find(factor).orElseThrow(() -> new RowRefusedException("VALUE_MISSING", factor));
      number = number.multiply(form.parse(text, factor));
    }
    number = number.add(sum(plus, row)).subtract(sum(less, row));
    return absolute ? number.abs() : number;
  }

  private BigDecimal sum(List<String> columns, RowValues row) throws RowRefusedException {
    BigDecimal sum = BigDecimal.ZERO;
    for (String column : columns) {
      Optional<String> text = row.find(column);
      if (text.isPresent()) {
        sum = sum.add(form.parse(text.get(), column));
      }
    }
    return sum;
  }

  /** The first column, to name it when the number is at fault. */
  String column() {
    return factors.get(0);
  }
}
