package dev.tallystick.houserules.openapi.sample;

/** Inside a {@code Response}, and not registered for reflection. */
record OrderedJson(String order) {}
