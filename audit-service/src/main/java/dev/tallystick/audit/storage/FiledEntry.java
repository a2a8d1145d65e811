package dev.tallystick.audit.storage;

import dev.tallystick.tlog.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the index files of an entry.
 *
 * @param isSealed whether an authority has sealed it
 * @param labels the lists that it belongs to
 * @param row the row itself, where its body is to be read too
 */
public record FiledEntry(
    long index,
    Hash entry,
    int typeCode,
    boolean isSealed,
    List<Hash> labels,
    @Nullable StoredEntry row) {
  /** Keeps its own list. */
  public FiledEntry {
    labels = List.copyOf(labels);
  }
}
