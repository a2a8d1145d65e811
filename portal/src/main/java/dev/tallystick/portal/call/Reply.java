package dev.tallystick.portal.call;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** What a service has answered, or that it has not. */
public final class Reply {
  private final int status;
  private final byte[] body;

  /** An answer; the caller gives the array away. */
  Reply(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  /** No answer. */
  public static Reply none() {
    return new Reply(503, new byte[0]);
  }

  /** No answer, because too much was asked. */
  static Reply tooMany() {
    return new Reply(429, new byte[0]);
  }

  /** The HTTP status; 503 without an answer. */
  public int status() {
    return status;
  }

  /** Whether it is what was asked for. */
  public boolean isGood() {
    return status >= 200 && status < 300;
  }

  /** The bytes of the answer, not to be changed. */
  public byte[] bytes() {
    return body;
  }

  /** Its text. */
  public Part<String> text() {
    return isGood() ? Part.of(new String(body, StandardCharsets.UTF_8)) : Part.missing(absence());
  }

  /** What its JSON says, as a reader makes it out. */
  public <T> Part<T> read(Function<JsonObject, T> reader) {
    return isGood()
        ? json().map(object -> Part.of(reader.apply(object))).orElse(Part.missing(Absence.AWAY))
        : Part.missing(absence());
  }

  /** The code of the problem that it tells; empty if it tells none. */
  public String problem() {
    return isGood() ? "" : json().flatMap(object -> object.findString("code")).orElse("");
  }

  /** Why there is nothing to show. */
  public Absence absence() {
    if (isGood()) {
      return Absence.NONE;
    }
    return switch (status) {
      case 401 -> Absence.LOGGED_OUT;
      case 403 -> Absence.NOT_ALLOWED;
      case 429 -> Absence.TOO_MANY;
      default -> status >= 500 ? Absence.AWAY : Absence.REFUSED;
    };
  }

  private Optional<JsonObject> json() {
    try {
      return CanonicalJson.parseMessage(body) instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (MalformedJsonException e) {
      return Optional.empty();
    }
  }
}
