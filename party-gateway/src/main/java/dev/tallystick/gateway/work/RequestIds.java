package dev.tallystick.gateway.work;

import dev.tallystick.idempotency.RequestDraws;
import dev.tallystick.party.TypedId;
import java.util.function.Supplier;

/**
 * Ids of what a request makes, drawn from the request itself: a try that took effect unseen, and
 * was cut off before its answer was kept, makes no second thing when it is made again.
 */
public final class RequestIds {
  private RequestIds() {}

  /**
   * An id, the same at each try of the same request.
   *
   * @param prefix without its underscore
   * @param elsewhere what draws one where no request is worked on
   */
  public static String draw(String prefix, Supplier<String> elsewhere) {
    return RequestDraws.nextOfRequest(prefix)
        .map(draw -> TypedId.draw(prefix, draw.millis(), draw.random()))
        .orElseGet(elsewhere);
  }
}
