package dev.tallystick.audit.usage;

import dev.tallystick.audit.index.IndexSnapshot;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.tlog.AbsenceProof;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.IndexValue;
import dev.tallystick.tlog.TileTree;
import dev.tallystick.tlog.TrieProof;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The list of one label as of a snapshot, with the proofs that the snapshot gives. */
final class ProvedList {
  private final Hash label;
  private final IndexSnapshot snapshot;
  private final TileTree tree;
  private final @Nullable IndexValue value;

  ProvedList(Hash label, IndexSnapshot snapshot, TileTree tree, @Nullable IndexValue value) {
    this.label = label;
    this.snapshot = snapshot;
    this.tree = tree;
    this.value = value;
  }

  Hash label() {
    return label;
  }

  long count() {
    return tree.size();
  }

  /** Length, root and salt; empty when there is no list. */
  Optional<IndexValue> value() {
    return Optional.ofNullable(value);
  }

  /** That the label has its value. */
  TrieProof presence() {
    if (value == null) {
      throw new NoSuchElementException("an empty list has no value");
    }
    return snapshot.trie().inclusionProof(label);
  }

  /** That the label has none. */
  AbsenceProof absence() {
    return snapshot.trie().absenceProof(label);
  }

  Map<Long, InclusionProof> proofs(List<Long> places) {
    try {
      return tree.inclusionProofs(places).stream()
          .collect(Collectors.toMap(InclusionProof::index, Function.identity()));
    } catch (IOException e) {
      throw new LogStoreException("a list is not whole", e);
    }
  }

  /** That the list begins with its first entries. */
  ConsistencyProof extension(long oldCount) {
    try {
      return tree.consistencyProof(oldCount);
    } catch (IOException e) {
      throw new LogStoreException("a list is not whole", e);
    }
  }
}
