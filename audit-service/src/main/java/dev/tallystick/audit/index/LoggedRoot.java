package dev.tallystick.audit.index;

import dev.tallystick.events.usage.IndexRoot;

/**
 * An index root that is in the log.
 *
 * @param data what it says
 * @param index its place in the log
 * @param recordedMillis when the log recorded it
 */
public record LoggedRoot(IndexRoot data, long index, long recordedMillis) {}
