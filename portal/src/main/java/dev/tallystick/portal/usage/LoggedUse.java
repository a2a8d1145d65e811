package dev.tallystick.portal.usage;

import dev.tallystick.events.Body;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.MalformedOpeningException;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.portal.document.UseData;
import dev.tallystick.portal.document.UseItem;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry of the reader's list, as far as it is opened to the reader.
 *
 * @param index its place in the log
 * @param at when the log recorded it
 * @param type its type's name without what all have in common, such as {@code data.released}
 * @param event its id; empty if the body is not shown
 * @param data what it says; nothing if that is withheld or erased
 */
record LoggedUse(long index, Instant at, String type, String event, UseData.Partial data) {
  private static final String PREFIX = "dev.tallystick.";
  private static final String VERSION = "\\.v\\d+$";

  /** Reads an entry; what cannot be read says only that it is there. */
  static LoggedUse of(UseItem.Partial item) {
    long index = item.index().orElse(-1);
    try {
      Opening opening = Opening.parse(item.opening().orElse(JsonObject.EMPTY));
      Optional<Body> body = opening.body().value().flatMap(LoggedUse::body);
      return new LoggedUse(
          index,
          Instant.ofEpochMilli(opening.recordedMillis()),
          type(opening),
          body.map(shown -> shown.id().toString()).orElse(""),
          new UseData.Partial(body.map(Body::data).orElse(JsonObject.EMPTY)));
    } catch (MalformedOpeningException e) {
      return new LoggedUse(
          index, Instant.EPOCH, "unreadable", "", new UseData.Partial(JsonObject.EMPTY));
    }
  }

  /** The same entry, told as another type. */
  LoggedUse as(String other) {
    return new LoggedUse(index, at, other, event, data);
  }

  private static String type(Opening opening) {
    String name = opening.stub().value().flatMap(stub -> stub.findString("type")).orElse("");
    String type = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    return type.replaceAll(VERSION, "");
  }

  private static Optional<Body> body(JsonObject json) {
    try {
      return Optional.of(Body.parse(json));
    } catch (InvalidEventException e) {
      return Optional.empty();
    }
  }
}
