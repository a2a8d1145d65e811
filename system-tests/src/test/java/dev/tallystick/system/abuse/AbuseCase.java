package dev.tallystick.system.abuse;

import java.net.http.HttpRequest;
import java.util.Optional;

/**
 * One request, and what must come of it.
 *
 * @param name what is wrong with it
 * @param foreign the id in it of a thing that is another's
 */
record AbuseCase(
    ApiOperation operation,
    String name,
    HttpRequest request,
    Expected expected,
    Optional<String> foreign) {
  AbuseCase(ApiOperation operation, String name, HttpRequest request, Expected expected) {
    this(operation, name, request, expected, Optional.empty());
  }

  /** What must come of a request. */
  enum Expected {
    /** 401: who is it? */
    UNKNOWN_CALLER,
    /** 403: not this role. */
    FORBIDDEN,
    /** Any 4xx. */
    REFUSED,
    /** Whatever, but not a fault of the service. */
    ANSWERED;

    boolean allows(int status) {
      return switch (this) {
        case UNKNOWN_CALLER -> status == 401;
        case FORBIDDEN -> status == 403;
        case REFUSED -> status >= 400 && status < 500;
        case ANSWERED -> status < 500;
      };
    }
  }

  @Override
  public String toString() {
    return operation + ": " + name;
  }
}
