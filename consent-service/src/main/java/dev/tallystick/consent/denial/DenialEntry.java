package dev.tallystick.consent.denial;

import dev.tallystick.events.EventId;

/** Where the log holds a refusal: the entry of the first of its kind. */
public record DenialEntry(EventId event, long index) {}
