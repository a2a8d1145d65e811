package dev.tallystick.gateway.scripted;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.PartName;
import dev.tallystick.events.Seed;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.LoggedOpening;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.receipt.ReceiptGrade;
import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.events.usage.ListedEntry;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.events.usage.UsageList;
import dev.tallystick.events.usage.UsagePage;
import dev.tallystick.events.usage.UsageProof;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.IndexSecret;
import dev.tallystick.tlog.IndexValue;
import dev.tallystick.tlog.LabelList;
import dev.tallystick.tlog.ListEntry;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import dev.tallystick.tlog.TileAppend;
import dev.tallystick.tlog.TileTree;
import dev.tallystick.tlog.TlogProof;
import dev.tallystick.tlog.TreeBatch;
import dev.tallystick.tlog.Trie;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A log with its index, in memory and by the definitions. Thread-safe. */
final class IndexedLog {
  private static final String ORIGIN = "tallystick.example/gateway";

  private final SignerKey key = SignerKey.fromSeed(ORIGIN, new byte[32]);
  private final IndexSecret secret = IndexSecret.copyOf(new byte[32]);
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private final Map<String, List<Hash>> tiles = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Long> recorded = new ArrayList<>();
  private final List<Hash> leaves = new ArrayList<>();
  private TreeBatch tree = new TreeBatch(Frontier.EMPTY);
  private Trie trie = Trie.EMPTY;
  private OptionalLong lastRoot = OptionalLong.empty();
  private long roots;
  private long coveredSize;

  IndexedLog(Clock clock) {
    this.clock = clock;
    // So that the log is never empty.
    String now = Timestamps.format(clock.millis());
    append(
        "clock.acknowledged",
        "audit-service",
        Optional.empty(),
        JsonObject.builder().put("newest", now).put("floor", now).build());
  }

  String policy() {
    return "log " + key.verifierKey() + "\nquorum none\n";
  }

  String checkpoint() {
    return note().toString();
  }

  private synchronized SignedNote note() {
    return SignedNote.sign(state().body(), key.signer());
  }

  private synchronized Checkpoint state() {
    return new Checkpoint(ORIGIN, events.size(), tree.root());
  }

  synchronized long size() {
    return events.size();
  }

  synchronized Event event(long index) {
    return events.get((int) index);
  }

  /** What was logged of this type, by its name in prose. */
  synchronized List<Event> events(String shortType) {
    return events.stream().filter(each -> each.type().shortName().equals(shortType)).toList();
  }

  /** Logs an event with a new id. */
  long append(String type, String source, Optional<String> subject, JsonObject data) {
    return append(type, source, subject, data, EventId.draw(clock.millis(), random));
  }

  /** Logs an event. */
  synchronized long append(
      String type, String source, Optional<String> subject, JsonObject data, EventId id) {
    EventType known = EventTypes.get(type);
    Body body = new Body(id, source, clock.millis(), subject, data);
    return add(known, body, Map.of());
  }

  private long add(EventType type, Body body, Map<String, Long> guards) {
    byte[] seed = new byte[Seed.SIZE];
    random.nextBytes(seed);
    try {
      events.add(
          Event.of(
              Seed.copyOf(seed),
              Event.stubFor(type, body, guards, List.of()),
              body,
              Optional.empty()));
    } catch (InvalidEventException e) {
      throw new AssertionError(type.shortName() + " " + e, e);
    }
    recorded.add(clock.millis());
    Hash leaf = opening(events.size() - 1L).entry();
    leaves.add(leaf);
    tree.add(Merkle.leafHash(leaf));
    for (TileAppend append : tree.newTileHashes()) {
      tiles
          .computeIfAbsent(append.level() + "/" + append.index(), tile -> new ArrayList<>())
          .addAll(append.hashes());
    }
    tree = new TreeBatch(tree.frontier());
    return events.size() - 1L;
  }

  private Opening opening(long index) {
    return Opening.of(
        events.get((int) index),
        recorded.get((int) index),
        EnumSet.of(PartName.STUB, PartName.BODY));
  }

  /** The receipt of an entry. */
  synchronized byte[] receipt(long index) {
    return new Receipt(
            opening(index),
            TlogProof.of(inclusion(index), note()),
            ReceiptGrade.DURABLE,
            Hash.sha256())
        .toJson();
  }

  private void indexRoot() {
    Map<Hash, Hash> values = new HashMap<>();
    for (Event event : events) {
      for (Hash label : event.stub().labels()) {
        values.computeIfAbsent(label, each -> value(each, events.size()).hash());
      }
    }
    trie = Trie.EMPTY.withAll(values);
    coveredSize = events.size();
    roots++;
    IndexRoot data = new IndexRoot(roots, trie.root(), coveredSize, lastRoot);
    EventType type = EventTypes.get("index.root");
    Body body =
        new Body(
            EventId.draw(clock.millis(), random),
            type.appenders().iterator().next(),
            clock.millis(),
            Optional.empty(),
            data.toData());
    long index = add(type, body, Map.of("index/root", roots - 1));
    lastRoot = OptionalLong.of(index);
  }

  /**
   * A page of a party's list as of now.
   *
   * @param below the place that the page begins below; the whole list if it is beyond its end
   */
  synchronized UsageAnswer page(
      String party, long below, int limit, Optional<UsagePage> old, String saved, String next) {
    if (events.size() > coveredSize + 1 || roots == 0) {
      indexRoot();
    }
    Hash label = EventLabels.ofParty(party);
    LabelList list = list(label, coveredSize);
    long from = Math.max(0, Math.min(below, list.count()) - limit);
    return new UsageAnswer(
        usageList(label, list, from, Math.min(below, list.count()), old),
        List.of(),
        Optional.empty(),
        new LoggedOpening(opening(lastRoot.getAsLong()), inclusion(lastRoot.getAsLong())),
        note(),
        old.map(page -> consistency(page.checkpoint().size())),
        Hash.sha256(),
        saved,
        from > 0 ? Optional.of(next) : Optional.empty());
  }

  private UsageList usageList(
      Hash label, LabelList list, long from, long to, Optional<UsagePage> old) {
    if (trie.find(label).isEmpty()) {
      return new UsageList(
          label, new UsageProof.Absent(trie.absenceProof(label)), List.of(), Optional.empty());
    }
    List<ListedEntry> entries = new ArrayList<>();
    for (long place = to - 1; place >= from; place--) {
      long index = list.entries().get((int) place).logIndex();
      entries.add(
          new ListedEntry(
              new LoggedOpening(opening(index), inclusion(index)), list.inclusionProof(place)));
    }
    Optional<ConsistencyProof> extension =
        old.map(page -> page.answer().own())
            .filter(one -> one.count() > 0)
            .map(one -> list.consistencyProof(one.count()));
    return new UsageList(
        label,
        new UsageProof.Present(value(label, coveredSize), trie.inclusionProof(label)),
        entries,
        extension);
  }

  private LabelList list(Hash label, long covered) {
    List<ListEntry> listed = new ArrayList<>();
    for (int i = 0; i < Math.min(covered, events.size()); i++) {
      if (events.get(i).stub().labels().contains(label)) {
        listed.add(new ListEntry(i, leaves.get(i)));
      }
    }
    return LabelList.of(listed);
  }

  private IndexValue value(Hash label, long covered) {
    return IndexValue.of(secret.saltOf(label), list(label, covered).frontier());
  }

  private TileTree logTree() {
    return new TileTree(
        tile -> {
          List<Hash> hashes = tiles.getOrDefault(tile.level() + "/" + tile.index(), List.of());
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          hashes.subList(0, tile.width()).forEach(hash -> bytes.writeBytes(hash.toByteArray()));
          return bytes.toByteArray();
        },
        events.size());
  }

  private InclusionProof inclusion(long index) {
    try {
      return logTree().inclusionProof(index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ConsistencyProof consistency(long size) {
    try {
      return logTree().consistencyProof(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
