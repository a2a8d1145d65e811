package dev.tallystick.gateway.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of the party's own systems that is told.
 *
 * @param waiting how many messages it has yet to take
 * @param secret what its messages are signed with; only in the answer that made it
 */
record GatewayWebhookJson(
    String webhook,
    String url,
    Instant madeAt,
    @Nullable Instant failingSince,
    @Nullable Instant offAt,
    long waiting,
    @Nullable String secret) {
  static GatewayWebhookJson of(GatewayWebhookEntity row, long waiting, @Nullable String secret) {
    return new GatewayWebhookJson(
        row.id, row.url, row.madeAt, row.failingSince, row.offAt, waiting, secret);
  }

  @Override
  public String toString() {
    return "GatewayWebhookJson[redacted]";
  }
}
