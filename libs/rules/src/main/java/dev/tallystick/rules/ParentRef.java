package dev.tallystick.rules;

import java.util.Optional;

/** A release that another is made from, by its event, with its discloser if it was named. */
public record ParentRef(String event, Optional<String> from) {}
