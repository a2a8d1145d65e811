package dev.tallystick.tally.audit;

import dev.tallystick.events.Body;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tlog.Hash;
import java.util.Optional;
import java.util.function.Function;

/**
 * An entry of the log with its opening, as far as that is shown.
 *
 * @param index its place in the log
 * @param entry what the opening commits to, recomputed
 * @param stub the stub, if it is shown and can be read
 * @param type its type, if this release knows it
 * @param body the body, if it is shown and is one of the type, so that every field that the type
 *     requires is there; of an unknown type its data may be anything
 * @param flaw the rule that a part breaks; empty if all that is shown is one event of the type
 */
public record AuditedEntry(
    long index,
    Hash entry,
    Opening opening,
    Optional<Stub> stub,
    Optional<EventType> type,
    Optional<Body> body,
    Optional<String> flaw) {

  /** Reads what is shown; what breaks a rule is told as a flaw, not thrown. */
  static AuditedEntry of(long index, Opening opening) {
    Hash entry = opening.entry();
    Optional<Stub> stub = Optional.empty();
    Optional<EventType> type = Optional.empty();
    try {
      if (opening.stub().value().isPresent()) {
        stub = Optional.of(Stub.parse(opening.stub().value().get()));
        type = EventTypes.find(stub.get().type());
      }
      Optional<Body> body = Optional.empty();
      if (opening.body().value().isPresent()) {
        body = Optional.of(Body.parse(opening.body().value().get()));
      }
      if (stub.isPresent() && type.isPresent()) {
        check(opening, type.get(), stub.get(), body);
      }
      return new AuditedEntry(index, entry, opening, stub, type, body, Optional.empty());
    } catch (InvalidEventException e) {
      Optional<String> flaw = Optional.of(String.valueOf(e.getMessage()));
      return new AuditedEntry(index, entry, opening, stub, type, Optional.empty(), flaw);
    }
  }

  private static void check(Opening opening, EventType type, Stub stub, Optional<Body> body)
      throws InvalidEventException {
    JsonObject data = body.map(Body::data).orElse(null);
    if (body.isPresent()) {
      type.checkData(body.get().data());
      type.checkAgreement(stub, body.get());
    } else {
      type.checkStub(stub);
    }
    if (!(opening.internal() instanceof OpenedPart.Withheld)) {
      type.checkInternal(opening.internal().value().orElse(null), data);
    }
  }

  /** The log's own time of the entry, in milliseconds since 1970. */
  public long recordedMillis() {
    return opening.recordedMillis();
  }

  /** Whether it is of this type, such as {@code data.released}. */
  public boolean is(String shortName) {
    return type.filter(known -> known.shortName().equals(shortName)).isPresent();
  }

  /**
   * The data of the body, if that is shown and the entry is of the type.
   *
   * @param name the type's name on the wire, such as {@code DataReleased.NAME}
   * @param read the reader of its record, such as {@code DataReleased::read}
   */
  public <T> Optional<T> data(String name, Function<JsonObject, T> read) {
    return type.filter(known -> known.name().equals(name)).flatMap(known -> data()).map(read);
  }

  /** The data of the body, if that is shown. */
  public Optional<JsonObject> data() {
    return body.map(Body::data);
  }

  /** A member of the data, or of the internal part where a release-1 keeps it. */
  public Optional<JsonValue> member(String name) {
    return data()
        .flatMap(data -> data.find(name))
        .or(() -> opening.internal().value().flatMap(internal -> internal.find(name)));
  }

  /** Shows no content. */
  @Override
  public String toString() {
    return "AuditedEntry[" + index + "]";
  }
}
