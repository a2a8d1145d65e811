package dev.tallystick.consent.right;

import java.util.List;

/** All rights that a person has asked for. */
record RightsJson(List<RightJson> rights) {}
