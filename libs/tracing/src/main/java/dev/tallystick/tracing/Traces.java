package dev.tallystick.tracing;

import io.opentelemetry.api.common.AttributeKey;
import java.util.Set;

/** What spans of the suite say: these attributes, and none beside them. */
final class Traces {
  /** The scope of the spans that the suite makes itself. */
  static final String SCOPE = "dev.tallystick";

  static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  static final AttributeKey<String> PEER = AttributeKey.stringKey("peer.service");
  static final AttributeKey<String> EVENT_ID = AttributeKey.stringKey("tallystick.event.id");
  static final AttributeKey<String> EVENT_TYPE = AttributeKey.stringKey("tallystick.event.type");
  static final AttributeKey<Long> LOG_INDEX = AttributeKey.longKey("tallystick.log.index");

  /** Every other attribute is left out: a path, a query, an address or a message names people. */
  static final Set<AttributeKey<?>> TOLD =
      Set.of(METHOD, ROUTE, STATUS, ERROR, PEER, EVENT_ID, EVENT_TYPE, LOG_INDEX);

  private Traces() {}
}
