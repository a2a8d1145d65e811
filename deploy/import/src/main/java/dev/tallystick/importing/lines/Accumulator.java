package dev.tallystick.importing.lines;

import dev.tallystick.events.JsonInteger;
import dev.tallystick.events.JsonValue;
import dev.tallystick.importing.mapping.Condition;
import dev.tallystick.importing.mapping.GroupField;
import dev.tallystick.importing.mapping.RowRefusedException;
import dev.tallystick.importing.mapping.RowValues;
import java.math.BigDecimal;
import java.util.Optional;

/** One field while its rows come by: keeps a number or the first row's value, never a row. */
final class Accumulator {
  private final GroupField field;
  private Optional<JsonValue> first = Optional.empty();
  private BigDecimal sum = BigDecimal.ZERO;
  private long rows;

  Accumulator(GroupField field) {
    this.field = field;
  }

  /** Adds a row; what it throws leaves the accumulator to be thrown away. */
  void add(RowValues row) throws RowRefusedException {
    boolean isFirst = rows == 0;
    if (field instanceof GroupField.First one) {
      if (isFirst) {
        first = one.field().of(row);
      }
      rows++;
    } else if (field instanceof GroupField.Rows counted) {
      rows += counts(counted.when(), row) ? 1 : 0;
    } else if (field instanceof GroupField.Sum number) {
      if (counts(number.when(), row)) {
        sum = sum.add(number.number().of(row));
      }
    } else {
      throw new AssertionError(field);
    }
  }

  private static boolean counts(Optional<Condition> when, RowValues row)
      throws RowRefusedException {
    return when.isEmpty() || when.get().holds(row);
  }

  /** Adds what another one has of the same field. */
  void addAll(Accumulator other) {
    sum = sum.add(other.sum);
    rows += other.rows;
  }

  /** The value; nothing if it may be absent and is. */
  Optional<JsonValue> value() throws RowRefusedException {
    return field instanceof GroupField.First ? first : Optional.of(new JsonInteger(number()));
  }

  /** The value of a field that is a number by its kind. */
  long number() throws RowRefusedException {
    return field instanceof GroupField.Sum number ? number.unit().of(sum, number.column()) : rows;
  }
}
