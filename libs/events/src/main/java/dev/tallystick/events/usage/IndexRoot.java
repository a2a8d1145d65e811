package dev.tallystick.events.usage;

import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.document.IndexRootData;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an {@code index.root} entry says: the hash of the trie over the labels of the first entries
 * of the log.
 *
 * @param number k, from 1, without a gap
 * @param root the hash of the trie
 * @param coveredSize of how many entries; at most the entry's own log index
 * @param previous the log index of root k−1; empty for the first
 */
public record IndexRoot(long number, Hash root, long coveredSize, OptionalLong previous) {
  /** The type of these entries. */
  public static final EventType TYPE = EventTypes.get("index.root");

  /** Refuses what cannot be a link of the chain. */
  public IndexRoot {
    if (number < 1 || coveredSize < 1 || previous.isPresent() != (number > 1)) {
      throw new IllegalArgumentException("index root " + number + " of size " + coveredSize);
    }
  }

  /** Reads the data of an event of this type; empty if it is none that the chain could have. */
  public static Optional<IndexRoot> find(JsonObject data) {
    try {
      TYPE.checkData(data);
      IndexRootData root = IndexRootData.read(data);
      return Optional.of(
          new IndexRoot(root.number(), root.root(), root.coveredSize(), root.previous()));
    } catch (InvalidEventException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The data of the event. */
  public JsonObject toData() {
    return new IndexRootData(number, root, coveredSize, previous).toJson();
  }
}
