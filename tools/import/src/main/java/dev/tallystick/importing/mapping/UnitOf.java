package dev.tallystick.importing.mapping;

/** The unit that a row's numbers are in. */
@FunctionalInterface
public interface UnitOf {
  /** The unit of this row. */
  Unit of(RowValues row) throws RowRefusedException;
}
