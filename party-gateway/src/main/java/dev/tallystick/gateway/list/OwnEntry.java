package dev.tallystick.gateway.list;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.document.ToldEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry of the party's own list, which was proved.
 *
 * @param type in prose, such as {@code data.released}
 * @param body what it says to the party; empty once the log has let it go
 */
public record OwnEntry(
    long listIndex, long logIndex, String type, Instant recordedAt, Optional<JsonObject> body) {
  /** The entry's event id; empty if it does not show its body. */
  public Optional<String> event() {
    return shown().flatMap(ToldEvent.Partial::id);
  }

  /** The data of the event's type; nothing if it does not show its body. */
  public JsonObject data() {
    return shown().flatMap(ToldEvent.Partial::data).orElse(JsonObject.EMPTY);
  }

  /** The person concerned. */
  public Optional<String> subject() {
    return shown().flatMap(ToldEvent.Partial::subject);
  }

  /** The service that has appended it. */
  public String source() {
    return shown().flatMap(ToldEvent.Partial::source).orElse("");
  }

  private Optional<ToldEvent.Partial> shown() {
    return body.map(ToldEvent.Partial::new);
  }

  @Override
  public String toString() {
    return "OwnEntry[" + type + " at " + logIndex + "]";
  }
}
