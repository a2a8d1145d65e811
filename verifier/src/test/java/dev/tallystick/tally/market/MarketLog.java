package dev.tallystick.tally.market;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.PartName;
import dev.tallystick.events.Seed;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tally.SampleLog;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.IndexSecret;
import dev.tallystick.tlog.IndexValue;
import dev.tallystick.tlog.ListEntry;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.Trie;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A log in memory that appends events as audit-service does: with the versions that their guards
 * have, and an index over their labels. Everything in it follows from the order of the calls.
 */
public final class MarketLog {
  /** When the first entry was recorded. */
  public static final long START = 1_772_413_200_000L;

  private static final long STEP_MILLIS = 1_000;

  private final Random random = new Random(1);
  private final IndexSecret secret = IndexSecret.copyOf(new byte[32]);
  private final List<Opening> openings = new ArrayList<>();
  private final Map<String, Long> guards = new HashMap<>();
  private final Map<String, Long> pretended = new HashMap<>();
  private final Map<Hash, List<ListEntry>> lists = new TreeMap<>();
  private final List<IndexedAt> roots = new ArrayList<>();
  private final Map<Hash, Frontier> indexed = new HashMap<>();
  private final Set<Hash> changed = new HashSet<>();
  private Trie trie = Trie.EMPTY;
  private Frontier tree = Frontier.EMPTY;
  private long passed;

  /**
   * The index as of an {@code index.root} entry; its lists are those of the newest root, whichever
   * this is.
   */
  public record IndexedAt(long index, long coveredSize, Trie trie, Map<Hash, Frontier> lists) {}

  /** The time at which the next entry is recorded. */
  public long nextMillis() {
    return START + passed + openings.size() * STEP_MILLIS;
  }

  /** Time passes without an entry. */
  public void pass(Duration time) {
    passed += time.toMillis();
  }

  public int size() {
    return openings.size();
  }

  /** The root over the entries so far. */
  public Hash root() {
    return tree.root();
  }

  /** The version that a guard has now, or is pretended to have. */
  public long version(String key) {
    return pretended.getOrDefault(key, guards.getOrDefault(key, 0L));
  }

  /** Lets later events rest on this version of a guard, whatever version it has. */
  public void pretend(String key, long version) {
    pretended.put(key, version);
  }

  /** An id for the next event, drawn at its time. */
  public EventId drawId() {
    return EventId.draw(nextMillis(), random);
  }

  /** Appends an event without a part for auditors, resting on these guards as they are now. */
  public long append(String type, Optional<String> subject, JsonObject data, String... restsOn) {
    return append(drawId(), type, subject, data, Optional.empty(), List.of(restsOn), List.of());
  }

  /** Appends an event, and returns its index. */
  public long append(
      EventId id,
      String type,
      Optional<String> subject,
      JsonObject data,
      Optional<JsonObject> internal,
      Collection<String> restsOn,
      Collection<String> moreAdvances) {
    EventType known = EventTypes.get(type);
    String source = known.appenders().stream().sorted().findFirst().orElseThrow();
    Body body = new Body(id, source, nextMillis() - 10, subject, data);
    Map<String, Long> versions = new TreeMap<>();
    restsOn.forEach(key -> versions.put(key, version(key)));
    return append(Event.stubFor(known, body, versions, moreAdvances), body, internal);
  }

  /** Appends an event with exactly this stub, right or wrong. */
  public long append(Stub stub, Body body, Optional<JsonObject> internal) {
    byte[] seed = new byte[Seed.SIZE];
    random.nextBytes(seed);
    try {
      Event event = Event.of(Seed.copyOf(seed), stub, body, internal);
      Opening opening = Opening.of(event, nextMillis(), EnumSet.allOf(PartName.class));
      return add(opening, stub.labels(), stub.advances());
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }

  /** Appends an entry of which the log's service would know nothing but this opening. */
  public long append(Opening opening, List<Hash> labels) {
    return add(opening, labels, List.of());
  }

  private long add(Opening opening, List<Hash> labels, List<String> advances) {
    long index = openings.size();
    openings.add(opening);
    tree = tree.append(Merkle.leafHash(opening.entry()));
    advances.forEach(key -> guards.merge(key, 1L, Long::sum));
    ListEntry entry = new ListEntry(index, opening.entry());
    labels.forEach(label -> listToForge(label).add(entry));
    return index;
  }

  /** Appends the root of the index over everything so far. */
  public long appendIndexRoot() {
    OptionalLong previous =
        roots.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(roots.get(roots.size() - 1).index());
    return appendIndexRoot(roots.size() + 1, previous, openings.size());
  }

  /** Appends such a root with this number, predecessor and size, right or wrong. */
  public long appendIndexRoot(long number, OptionalLong previous, long covered) {
    Map<Hash, Hash> values = new HashMap<>();
    for (Hash label : changed) {
      Frontier list = frontier(list(label));
      indexed.put(label, list);
      values.put(label, value(label, list).hash());
    }
    changed.clear();
    trie = trie.withAll(values);
    JsonObject.Builder data =
        JsonObject.builder()
            .put("number", number)
            .put("root", trie.root().hex())
            .put("coveredSize", covered);
    previous.ifPresent(before -> data.put("previous", before));
    long index = append("index.root", Optional.empty(), data.build(), "index/root");
    roots.add(new IndexedAt(index, covered, trie, indexed));
    return index;
  }

  private static Frontier frontier(List<ListEntry> entries) {
    Frontier frontier = Frontier.EMPTY;
    for (ListEntry entry : entries) {
      frontier = frontier.append(entry.leafHash());
    }
    return frontier;
  }

  /** What the index has under a label whose list has this right edge. */
  public IndexValue value(Hash label, Frontier list) {
    return IndexValue.of(secret.saltOf(label), list);
  }

  public List<IndexedAt> roots() {
    return roots;
  }

  /** The list that the next index root has under a label; a test may change it, as a liar would. */
  public List<ListEntry> listToForge(Hash label) {
    changed.add(label);
    return lists.computeIfAbsent(label, none -> new ArrayList<>());
  }

  /** Leaves a label out of the next index root, and returns its list. */
  public List<ListEntry> hide(Hash label) {
    List<ListEntry> hidden = new ArrayList<>(list(label));
    lists.remove(label);
    // A trie takes nothing back, so it is made anew without the label.
    indexed.clear();
    trie = Trie.EMPTY;
    changed.addAll(lists.keySet());
    changed.remove(label);
    return hidden;
  }

  /** All entries under a label, in log order. */
  public List<ListEntry> list(Hash label) {
    return lists.getOrDefault(label, List.of());
  }

  public Opening opening(long index) {
    return openings.get((int) index);
  }

  public Hash entry(long index) {
    return opening(index).entry();
  }

  /** The public files of the log as it is now. */
  public SampleLog published() {
    return SampleLog.of(openings.stream().map(Opening::entry).toList());
  }

  /** The openings as auditors read them in bulk; a test may change any. */
  public List<byte[]> lines() {
    List<byte[]> lines = new ArrayList<>();
    for (int i = 0; i < openings.size(); i++) {
      lines.add(new BulkOpening(i, openings.get(i)).toLine());
    }
    return lines;
  }

  /** The salts of all labels, two on a page, a page a line. */
  public List<String> salts() {
    List<String> items =
        lists.keySet().stream().map(label -> saltItem(label, secret.saltOf(label))).toList();
    List<String> pages = new ArrayList<>();
    for (int i = 0; i < items.size(); i += 2) {
      String page = String.join(",", items.subList(i, Math.min(i + 2, items.size())));
      pages.add("{\"salts\":[" + page + "],\"next\":\"\"}");
    }
    return pages;
  }

  private static String saltItem(Hash label, Hash salt) {
    return "{\"label\":\"%s\",\"salt\":\"%s\"}"
        .formatted(
            label, Base64.getUrlEncoder().withoutPadding().encodeToString(salt.toByteArray()));
  }

  /** Joins lines to a file. */
  public static byte[] file(List<byte[]> lines) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      file.writeBytes(line);
      file.write('\n');
    }
    return file.toByteArray();
  }
}
