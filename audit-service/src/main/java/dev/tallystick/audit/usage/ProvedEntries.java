package dev.tallystick.audit.usage;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.proof.Proofs;
import dev.tallystick.audit.sealing.OpenedParts;
import dev.tallystick.audit.sealing.OpeningJson;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.PartName;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Entries of the log, opened to a reader and proved, as JSON. However many are asked for, there is
 * one query for the entries and one for the tiles. Blocks on the database; thread-safe.
 */
public final class ProvedEntries {
  private final LogEntryRepository entries;
  private final OpeningSeal seal;
  private final Proofs proofs;

  /** Reads the service's own tables. */
  public ProvedEntries(LogEntryRepository entries, OpeningSeal seal, Proofs proofs) {
    this.entries = entries;
    this.seal = seal;
    this.proofs = proofs;
  }

  /**
   * The members {@code index, opening, inclusionProof} of each entry, without the braces, by index.
   *
   * @param size of the tree that the proofs lead to
   */
  public Map<Long, byte[]> read(Collection<Long> indexes, long size, Reader reader) {
    Map<Long, InclusionProof> inclusion = proofs.inclusion(indexes, size);
    List<StoredEntry> rows = entries.at(inclusion.keySet());
    if (rows.size() != inclusion.size()) {
      throw new LogStoreException("an entry that is indexed is not there");
    }
    Map<Long, byte[]> written = new HashMap<>();
    for (StoredEntry row : rows) {
      InclusionProof proof = inclusion.get(row.index());
      if (proof != null) {
        written.put(row.index(), write(row, proof, reader));
      }
    }
    return written;
  }

  /** Those of the entries at these indexes that are sought. */
  Set<Long> matching(Collection<Long> indexes, UsageSelection sought) {
    return entries.at(indexes).stream()
        .filter(row -> sought.matches(row, seal.openStub(row)))
        .map(StoredEntry::index)
        .collect(Collectors.toSet());
  }

  /** The proof that the log of this size begins with that of the old size. */
  ConsistencyProof consistency(long oldSize, long size) {
    return proofs.consistency(oldSize, size);
  }

  private byte[] write(StoredEntry row, InclusionProof proof, Reader reader) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    text(out, "\"index\":" + row.index() + ",\"opening\":");
    out.writeBytes(opening(row, reader));
    text(out, ",\"inclusionProof\":" + hashes(proof.path()));
    return out.toByteArray();
  }

  private byte[] opening(StoredEntry row, Reader reader) {
    OpenedParts opened = seal.find(row).orElse(null);
    EventType type =
        EventTypes.findByCode(row.typeCode())
            .orElseThrow(
                () -> new LogStoreException("entry " + row.index() + " is of no known type"));
    Optional<Body> body = opened == null ? Optional.empty() : Optional.of(seal.body(row, opened));
    Set<PartName> shown = reader.partsOf(type, seal.openStub(row).labels(), body);
    return OpeningJson.of(row, opened, shown);
  }

  /** A path as a JSON array. */
  public static String hashes(List<Hash> path) {
    StringBuilder json = new StringBuilder(2 + 47 * path.size()).append('[');
    for (Hash hash : path) {
      json.append(json.length() == 1 ? "\"" : ",\"").append(hash.base64()).append('"');
    }
    return json.append(']').toString();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
