package dev.tallystick.importing.mapping;

/** What may or may not be true of a row. */
@FunctionalInterface
public interface RowCondition {
  /** Whether it is true. */
  boolean holds(RowValues row) throws RowRefusedException;
}
