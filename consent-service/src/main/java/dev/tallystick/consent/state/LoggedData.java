package dev.tallystick.consent.state;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.state.LoggedEvent;
import java.util.Optional;
import java.util.function.Function;

/** Reads the data of logged events as the records of their types. */
public final class LoggedData {
  private LoggedData() {}

  /** The data; empty if the body has been erased, or is not of this type's form. */
  public static <T> Optional<T> read(LoggedEvent event, Function<JsonObject, T> reader) {
    try {
      return Optional.of(reader.apply(event.data()));
    } catch (IllegalArgumentException missing) {
      return Optional.empty();
    }
  }
}
