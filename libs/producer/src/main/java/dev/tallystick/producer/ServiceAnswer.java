package dev.tallystick.producer;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;

/** What another service answered with a status below 400. Immutable. */
public final class ServiceAnswer {
  private final String service;
  private final int status;
  private final byte[] body;

  ServiceAnswer(String service, int status, byte[] body) {
    this.service = service;
    this.status = status;
    this.body = body;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** A copy of the body, for another JSON parser than this project's. */
  public byte[] bytes() {
    return body.clone();
  }

  /**
   * The body as JSON.
   *
   * @throws ServiceAwayException if it is none: somebody else answered
   */
  public JsonObject json() throws ServiceAwayException {
    try {
      if (CanonicalJson.parseMessage(body) instanceof JsonObject object) {
        return object;
      }
    } catch (MalformedJsonException e) {
      throw new ServiceAwayException(service, "the answer is no JSON", e);
    }
    throw new ServiceAwayException(service, "the answer is no JSON object", null);
  }
}
