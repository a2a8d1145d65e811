package dev.tallystick.consent.log;

import dev.tallystick.events.EventId;
import java.util.Optional;

/**
 * An event that is in the log.
 *
 * @param index its place
 * @param receipt the log's receipt as JSON, showing stub and body; empty if it cannot be had now
 */
public record Logged(EventId event, long index, Optional<String> receipt) {}
