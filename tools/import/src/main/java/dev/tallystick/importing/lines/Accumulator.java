package dev.tallystick.importing.lines;

import dev.tallystick.events.json.JsonInteger;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.importing.mapping.GroupField;
import dev.tallystick.importing.mapping.RowCondition;
import dev.tallystick.importing.mapping.RowRefusedException;
import dev.tallystick.importing.mapping.RowValues;
import dev.tallystick.importing.mapping.Unit;
import java.math.BigDecimal;
import java.util.Optional;

/** One field while its rows come by: keeps a number or the first row's value, never a row. */
final class Accumulator {
  private final GroupField field;
  private Optional<JsonValue> first = Optional.empty();
  private BigDecimal sum = BigDecimal.ZERO;
  private Optional<Unit> unit = Optional.empty();
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
        in(number.unit().of(row), number);
        sum = sum.add(number.number().of(row));
      }
    } else {
      throw new AssertionError(field);
    }
  }

  private static boolean counts(Optional<RowCondition> when, RowValues row)
      throws RowRefusedException {
    return when.isEmpty() || when.get().holds(row);
  }

  /** What is in two currencies adds up to nothing that has a name. */
  private void in(Unit next, GroupField.Sum number) throws RowRefusedException {
    if (unit.isPresent() && !unit.get().equals(next)) {
      throw new RowRefusedException("CURRENCY_DIFFERS", number.column());
    }
    unit = Optional.of(next);
  }

  /** Adds what another one has of the same field; what it throws makes it worthless. */
  void addAll(Accumulator other) throws RowRefusedException {
    if (other.unit.isPresent() && field instanceof GroupField.Sum number) {
      in(other.unit.get(), number);
    }
    sum = sum.add(other.sum);
    rows += other.rows;
  }

  /** The value; nothing if it may be absent and is. */
  Optional<JsonValue> value() throws RowRefusedException {
    return field instanceof GroupField.First ? first : Optional.of(new JsonInteger(number()));
  }

  /** The value of a field that is a number by its kind. */
  long number() throws RowRefusedException {
    if (field instanceof GroupField.Sum number) {
      return unit.isPresent() ? unit.get().of(sum, number.column()) : 0;
    }
    return rows;
  }
}
