package dev.tallystick.gateway.enrolment;

import java.util.List;

/** The pairs of this gateway, the newest first. */
record GatewayKeysJson(String party, List<GatewayKeyJson> keys) {}
