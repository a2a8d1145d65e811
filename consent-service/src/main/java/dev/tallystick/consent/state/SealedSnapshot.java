package dev.tallystick.consent.state;

import dev.tallystick.keys.WrappedDataKey;
import dev.tallystick.tlog.Checkpoint;
import java.util.UUID;

/**
 * A snapshot that is whole.
 *
 * @param engine by which rules its state was folded, and of which types of entries
 * @param basis the part of the log that it was folded from
 * @param key the key that its file is sealed with
 */
record SealedSnapshot(UUID id, String engine, Checkpoint basis, WrappedDataKey key) {}
