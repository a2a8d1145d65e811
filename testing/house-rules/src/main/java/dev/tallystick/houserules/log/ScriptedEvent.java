package dev.tallystick.houserules.log;

import dev.tallystick.events.Event;

/** An event in the log of a test. */
public record ScriptedEvent(long index, long recordedMillis, Event event) {}
