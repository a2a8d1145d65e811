package dev.tallystick.audit.index;

import dev.tallystick.events.EventId;

/**
 * A deposit as the index has it.
 *
 * @param chunk its {@code chk_} id
 * @param from the platform
 */
public record IndexedDeposit(
    EventId event, String chunk, long index, long recordedMillis, IndexedRelease.Side from) {}
