package dev.tallystick.importing.mapping;

import java.time.Instant;

/** When something happened, as a row says it. */
@FunctionalInterface
public interface TimeOf {
  /** The instant of this row. */
  Instant of(RowValues row) throws RowRefusedException;
}
