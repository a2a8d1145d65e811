package dev.tallystick.tally.audit;

import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.IndexValue;
import dev.tallystick.tlog.ListEntry;
import dev.tallystick.tlog.Trie;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The index made again from the labels of the stubs and the salts: the list of each label, and the
 * trie over all. It stands where it was moved to by {@link #coverTo}.
 */
final class RebuiltIndex {
  private final Map<Hash, Hash> salts;
  private final Map<Hash, Frontier> lists = new HashMap<>();
  private final ArrayDeque<Filed> waiting = new ArrayDeque<>();
  private Trie trie = Trie.EMPTY;
  private @Nullable Hash unsalted;

  private record Filed(ListEntry entry, List<Hash> labels) {}

  RebuiltIndex(Map<Hash, Hash> salts) {
    this.salts = salts;
  }

  /** Files the next entry of the log. */
  void file(long index, Hash entry, List<Hash> labels) {
    if (!labels.isEmpty()) {
      waiting.add(new Filed(new ListEntry(index, entry), labels));
    }
  }

  /** Takes all entries before this place into the lists and the trie. */
  void coverTo(long size) {
    Map<Hash, Hash> changed = new HashMap<>();
    while (!waiting.isEmpty() && waiting.element().entry().logIndex() < size) {
      Filed filed = waiting.remove();
      Hash leaf = filed.entry().leafHash();
      UnaryOperator<Frontier> append = list -> list.append(leaf);
      for (Hash label : filed.labels()) {
        lists.put(label, append.apply(lists.getOrDefault(label, Frontier.EMPTY)));
        changed.put(label, label);
      }
    }
    changed.replaceAll((label, same) -> value(label));
    trie = trie.withAll(changed);
  }

  private Hash value(Hash label) {
    Hash salt = salts.get(label);
    if (salt == null) {
      unsalted = label;
      return Hash.sha256();
    }
    return IndexValue.of(salt, lists.getOrDefault(label, Frontier.EMPTY)).hash();
  }

  Hash root() {
    return trie.root();
  }

  /** How many labels have a list. */
  long labels() {
    return trie.size();
  }

  /** A label whose salt is not known, so that no root can be made again; null if all are known. */
  @Nullable Hash unsalted() {
    return unsalted;
  }
}
