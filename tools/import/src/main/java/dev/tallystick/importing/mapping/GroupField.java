package dev.tallystick.importing.mapping;

import java.util.Optional;
import java.util.function.Function;

/** What a field of a record is made of, when a record is made of one or more rows. */
public sealed interface GroupField {
  /** What the first row says. */
  record First(RowField field) implements GroupField {
    @Override
    public <R> R match(Function<First, R> first, Function<Rows, R> rows, Function<Sum, R> sum) {
      return first.apply(this);
    }
  }

  /**
   * How many rows there are.
   *
   * @param when which of them count; all if empty
   */
  record Rows(Optional<RowCondition> when) implements GroupField {
    @Override
    public <R> R match(Function<First, R> first, Function<Rows, R> rows, Function<Sum, R> sum) {
      return rows.apply(this);
    }
  }

  /**
   * The sum of a number over the rows, exact; rounded once, at the end.
   *
   * @param when which rows count; all if empty
   */
  record Sum(NumberOf number, UnitOf unit, Optional<RowCondition> when) implements GroupField {
    /** The column to name when the sum is at fault. */
    public String column() {
      return number.column();
    }

    @Override
    public <R> R match(Function<First, R> first, Function<Rows, R> rows, Function<Sum, R> sum) {
      return sum.apply(this);
    }
  }

  /** Calls the function of the case. */
  <R> R match(Function<First, R> first, Function<Rows, R> rows, Function<Sum, R> sum);
}
