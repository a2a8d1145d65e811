package dev.tallystick.rules.state;

import dev.tallystick.events.Stub;
import dev.tallystick.events.document.ShownBody;
import dev.tallystick.events.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * An event with its place in the log, as a follower of the log sees it.
 *
 * @param index its place
 * @param recordedMillis the log's time of it, the authority for every deadline
 * @param id the event's id; empty if its body may not be seen
 * @param timeMillis the appender's time
 * @param data empty if the body may not be seen
 */
public record LoggedEvent(
    long index,
    long recordedMillis,
    Stub stub,
    String id,
    Optional<String> subject,
    long timeMillis,
    JsonObject data) {

  /** Reads what is there of a body, in the form of the log; what is absent or odd stays empty. */
  public static LoggedEvent of(
      long index, long recordedMillis, Stub stub, Optional<JsonObject> body) {
    ShownBody.Partial there = new ShownBody.Partial(body.orElse(JsonObject.EMPTY));
    return new LoggedEvent(
        index,
        recordedMillis,
        stub,
        there.id().orElse(""),
        there.subject(),
        there.time().map(Instant::toEpochMilli).orElse(recordedMillis),
        there.data().orElse(JsonObject.EMPTY));
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "LoggedEvent[" + index + " " + stub.type() + "]";
  }
}
