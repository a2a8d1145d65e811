package dev.tallystick.gateway.webhook;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Where one of the party's own systems is called. */
record WebhookRequestJson(@NotNull @Size(min = 8, max = 2_000) String url) {}
