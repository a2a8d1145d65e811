package dev.tallystick.producer;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.document.ToldProblem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another service refused the request, or failed, and said so. */
public final class RemoteProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int SERVER_ERROR = 500;

  private final String service;
  private final int status;
  private final String code;
  private final transient @Nullable JsonObject document;

  RemoteProblem(String service, int status, String code, @Nullable JsonObject document) {
    super(service + " answered " + status + " " + code);
    this.service = service;
    this.status = status;
    this.code = code;
    this.document = document;
  }

  /**
   * A problem that another service tells within an answer, of one of several things that it was
   * asked. One that names no code or status is a fault of that service.
   */
  public static RemoteProblem of(String service, JsonObject document) {
    ToldProblem.Partial told = new ToldProblem.Partial(document);
    int status = (int) told.status().orElse(SERVER_ERROR);
    return new RemoteProblem(service, status, told.code().orElse("HTTP_" + status), document);
  }

  /** The short name of the service that was called, such as {@code audit}. */
  public String service() {
    return service;
  }

  /** The HTTP status, 400 or more. */
  public int status() {
    return status;
  }

  /** The stable code of the problem; {@code HTTP_<status>} if the answer named none. */
  public String code() {
    return code;
  }

  /** The problem document, if the answer held one. */
  public Optional<JsonObject> document() {
    return Optional.ofNullable(document);
  }

  /** What the problem document says; nothing if the answer held none. */
  public ToldProblem.Partial told() {
    return new ToldProblem.Partial(document().orElse(JsonObject.EMPTY));
  }

  /** Whether the service itself is in trouble, so that the same request may work later. */
  public boolean isTemporary() {
    return status >= 500 || status == 429 || status == 408;
  }
}
