package dev.tallystick.evidence;

import dev.tallystick.events.Body;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.receipt.Receipt;
import java.util.Optional;

/**
 * An entry as its receipt shows it.
 *
 * @param index its place in the log
 * @param opening what is shown of it
 * @param type its type in prose, such as {@code data.released}; empty if the stub is not shown or
 *     the type is not known
 * @param body its body, unless it is withheld or erased, or is none
 */
record OpenedEntry(long index, Opening opening, Optional<String> type, Optional<Body> body) {

  static OpenedEntry of(Receipt receipt) {
    Opening opening = receipt.opening();
    Optional<String> type =
        opening
            .stub()
            .value()
            .flatMap(stub -> stub.findString("type"))
            .flatMap(EventTypes::find)
            .map(EventType::shortName);
    return new OpenedEntry(
        receipt.index(), opening, type, opening.body().value().flatMap(OpenedEntry::body));
  }

  private static Optional<Body> body(JsonObject json) {
    try {
      return Optional.of(Body.parse(json));
    } catch (InvalidEventException e) {
      return Optional.empty();
    }
  }

  /** Whether enough is shown to compare anything with it. */
  boolean isShown() {
    return type.isPresent() && body.isPresent();
  }

  boolean isOf(String shortName) {
    return type.filter(shortName::equals).isPresent();
  }

  /** The data of its body; of a body that is not shown, none. */
  JsonObject data() {
    return body.map(Body::data).orElse(JsonObject.EMPTY);
  }

  /** The part for auditors, if it is there and shown. */
  Optional<JsonObject> internal() {
    return opening.internal().value();
  }

  String event() {
    return body.map(shown -> shown.id().toString()).orElse("");
  }

  String recordedAt() {
    return Timestamps.format(opening.recordedMillis());
  }
}
