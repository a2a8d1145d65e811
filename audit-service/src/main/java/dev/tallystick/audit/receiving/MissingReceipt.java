package dev.tallystick.audit.receiving;

import dev.tallystick.events.EventId;

/** A release whose recipient owes an acknowledgement. */
record MissingReceipt(EventId release, long index, long recordedMillis, String recipient) {}
