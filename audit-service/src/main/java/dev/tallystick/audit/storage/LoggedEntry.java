package dev.tallystick.audit.storage;

import dev.tallystick.events.PartHashes;

/** An event that the log has: where it stands, when it was recorded and the hashes of its parts. */
public record LoggedEntry(long index, long recordedMillis, PartHashes hashes) {}
