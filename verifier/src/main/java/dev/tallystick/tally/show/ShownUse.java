package dev.tallystick.tally.show;

import dev.tallystick.events.Body;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tally.document.ToldData;
import java.util.Optional;

/**
 * One entry of a list, as far as it is shown.
 *
 * @param index its place in the log
 * @param opening what is shown of it
 * @param type its type's name without what all have in common, such as {@code data.released}
 * @param body what it says; empty if that is withheld or erased
 */
record ShownUse(long index, Opening opening, String type, Optional<Body> body) {
  private static final String PREFIX = "dev.tallystick.";
  private static final String VERSION = "\\.v\\d+$";

  /** Reads an entry; a body that cannot be read counts as not shown. */
  static ShownUse of(long index, Opening opening) {
    String name = opening.stub().value().flatMap(stub -> stub.findString("type")).orElse("");
    String type = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    return new ShownUse(
        index,
        opening,
        type.replaceAll(VERSION, ""),
        opening.body().value().flatMap(ShownUse::body));
  }

  private static Optional<Body> body(JsonObject json) {
    try {
      return Optional.of(Body.parse(json));
    } catch (InvalidEventException e) {
      return Optional.empty();
    }
  }

  /** The members of its data that all types have in common. */
  ToldData.Partial data() {
    return new ToldData.Partial(body.map(Body::data).orElse(JsonObject.EMPTY));
  }

  /** The id of its event; empty if the body is not shown. */
  String event() {
    return body.map(shown -> shown.id().toString()).orElse("");
  }
}
