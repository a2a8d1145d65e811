package dev.tallystick.gateway.webhook;

import java.util.List;

/** The webhooks of the gateway. */
record GatewayWebhooksJson(List<GatewayWebhookJson> webhooks) {}
