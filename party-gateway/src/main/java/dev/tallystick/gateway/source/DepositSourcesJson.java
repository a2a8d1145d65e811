package dev.tallystick.gateway.source;

import java.util.List;

/** The sources that are watched. */
record DepositSourcesJson(List<DepositSourceJson> sources) {}
