package dev.tallystick.houserules.log;

import dev.tallystick.events.EntryHash;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.GuardVersion;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TreeBatch;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The log itself: entries, guards, proofs, a key. Thread-safe. */
final class MemoryLog {
  /** How far from the log's clock an event's time may be. */
  private static final long SKEW_MILLIS = 30_000;

  private static final long DEFERRABLE_MILLIS = 7L * 24 * 3600 * 1000;

  private final SignerKey key;
  private final Clock clock;
  private final List<ScriptedEvent> entries = new ArrayList<>();
  private final List<Hash> leaves = new ArrayList<>();
  private final TreeBatch tree = new TreeBatch(Frontier.EMPTY);
  private final Map<EventId, Integer> places = new HashMap<>();
  private final Map<String, Long> guards = new HashMap<>();
  private long lastMillis;

  MemoryLog(SignerKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** Why an event is refused. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    Refusal(int status, String code) {
      super(code);
      this.status = status;
      this.code = code;
    }

    int status() {
      return status;
    }

    String code() {
      return code;
    }
  }

  /** Logs the event, or finds it logged. */
  synchronized ScriptedEvent append(Event event) throws Refusal {
    Integer place = places.get(event.id());
    if (place != null) {
      ScriptedEvent known = entries.get(place);
      if (!known.event().hashes().equals(event.hashes())) {
        throw new Refusal(409, "EVENT_ID_REUSED");
      }
      return known;
    }
    checkTime(event);
    for (GuardVersion guard : event.stub().guards()) {
      if (guards.getOrDefault(guard.key(), 0L) != guard.version()) {
        throw new Refusal(409, "GUARD_MOVED");
      }
    }
    event.stub().advances().forEach(advanced -> guards.merge(advanced, 1L, Long::sum));
    lastMillis = Math.max(lastMillis, clock.millis());
    ScriptedEvent logged = new ScriptedEvent(entries.size(), lastMillis, event);
    places.put(event.id(), entries.size());
    entries.add(logged);
    Hash leaf = Merkle.leafHash(EntryHash.entry(lastMillis, event.hashes()));
    leaves.add(leaf);
    tree.add(leaf);
    return logged;
  }

  private void checkTime(Event event) throws Refusal {
    long behind = clock.millis() - event.timeMillis();
    long allowed = event.type().deferrable() ? DEFERRABLE_MILLIS : SKEW_MILLIS;
    if (behind > allowed || behind < -SKEW_MILLIS) {
      throw new Refusal(422, "CLOCK_SKEW");
    }
  }

  synchronized Optional<ScriptedEvent> find(EventId id) {
    return Optional.ofNullable(places.get(id)).map(entries::get);
  }

  /** The time below which nothing is recorded any more. */
  synchronized long raiseFloor() {
    lastMillis = Math.max(lastMillis, clock.millis());
    return lastMillis;
  }

  synchronized List<ScriptedEvent> entries() {
    return List.copyOf(entries);
  }

  synchronized long guard(String guardKey) {
    return guards.getOrDefault(guardKey, 0L);
  }

  synchronized SignedNote checkpoint() {
    return SignedNote.sign(
        new Checkpoint(key.verifierKey().name(), tree.size(), tree.root()).body(), key.signer());
  }

  /** The proof that goes with {@link #checkpoint()}, as long as nothing is appended in between. */
  synchronized InclusionProof inclusionProof(long index) {
    return tree.inclusionProof(index);
  }

  /** The hashes of a tile as c2sp.org/tlog-tiles has them; short where the log ends. */
  synchronized byte[] tile(Tile tile) {
    long step = 1L << (8 * tile.level());
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    for (int i = 0; i < tile.width(); i++) {
      long from = (tile.index() * Tile.FULL_WIDTH + i) * step;
      if (from + step <= leaves.size()) {
        hashes.writeBytes(
            Merkle.root(leaves.subList((int) from, (int) (from + step))).toByteArray());
      }
    }
    return hashes.toByteArray();
  }
}
