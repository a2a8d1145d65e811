package dev.tallystick.audit.storage;

import dev.tallystick.tlog.Hash;
import java.util.Optional;

/**
 * A size of this log that somebody holds a signature for: a database that is smaller has lost
 * entries.
 *
 * @param root the root at that size, if it is known
 * @param source who says so, for the operator: {@code the mark log-1f3a….signed}
 */
public record SignedSize(long size, Optional<Hash> root, String source) {}
