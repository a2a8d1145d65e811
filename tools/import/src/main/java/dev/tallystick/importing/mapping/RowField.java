package dev.tallystick.importing.mapping;

import dev.tallystick.events.json.JsonValue;
import java.util.Optional;

/** A value that a row says by itself. */
@FunctionalInterface
public interface RowField {
  /**
   * The value of this row; nothing if it may be absent and is.
   *
   * @throws RowRefusedException if the row does not say it as it must
   */
  Optional<JsonValue> of(RowValues row) throws RowRefusedException;
}
