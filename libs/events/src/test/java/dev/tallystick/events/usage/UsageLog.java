package dev.tallystick.events.usage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.PartName;
import dev.tallystick.events.Seed;
import dev.tallystick.events.Stub;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.LoggedOpening;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.IndexSecret;
import dev.tallystick.tlog.IndexValue;
import dev.tallystick.tlog.LabelList;
import dev.tallystick.tlog.ListEntry;
import dev.tallystick.tlog.MalformedNoteKeyException;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import dev.tallystick.tlog.TileAppend;
import dev.tallystick.tlog.TileTree;
import dev.tallystick.tlog.TreeBatch;
import dev.tallystick.tlog.Trie;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** A log with its index, in memory and by the definitions, that answers what it is asked to. */
public final class UsageLog {
  public static final String ORIGIN = "tallystick.example/usage";
  private static final long MILLIS = 1_731_398_400_000L;

  private final SignerKey key = SignerKey.fromSeed(ORIGIN, new byte[32]);
  private final IndexSecret secret = IndexSecret.copyOf(new byte[32]);
  private final Random random = new Random(7);
  private final Map<String, List<Hash>> tiles = new HashMap<>();
  public final List<Event> events = new ArrayList<>();
  private TreeBatch tree = new TreeBatch(Frontier.EMPTY);
  public final List<Root> roots = new ArrayList<>();

  /** An index root that was logged, and what it was made of. */
  public record Root(long logIndex, IndexRoot data, Trie trie) {}

  /** The log's key, for whoever checks. */
  public NoteVerifier verifier() throws MalformedNoteKeyException {
    return NoteVerifier.parse(key.verifierKey().toString());
  }

  /** A person's token. */
  public String token() {
    return "sub_" + new String(letters(25), US_ASCII) + "a";
  }

  private byte[] letters(int count) {
    byte[] letters = new byte[count];
    for (int i = 0; i < count; i++) {
      letters[i] = (byte) ('a' + random.nextInt(26));
    }
    return letters;
  }

  public long freeze(String token) {
    return add(
        "freeze.set",
        Optional.of(token),
        JsonObject.builder()
            .put("stoppedAt", Timestamps.format(MILLIS))
            .put("reason", "IDENTITY_THEFT")
            .build(),
        Map.of());
  }

  public long link(String token, String other) {
    return add(
        "identity.linked",
        Optional.of(token),
        JsonObject.builder()
            .put("linked", other)
            .put("claim", claim(token, other))
            .put("claimed", JsonArray.ofStrings(List.of("019cac90-2f11-7a0b-9c1d-0a1b2c3d4e5f")))
            .put("scheme", "PHONE")
            .put("by", "mall-east")
            .put(
                "evidence",
                JsonObject.builder()
                    .put("digest", Hash.sha256().hex())
                    .put("method", "ID_CARD_AND_SMS")
                    .build())
            .build(),
        identity(token, other));
  }

  /** An auditor reads a range of the log in bulk. */
  public long bulkRead(long first, long last) {
    return add(
        "audit.read",
        Optional.empty(),
        JsonObject.builder()
            .put("auditor", "auditor-7")
            .put("engagement", "*")
            .put("kind", "BULK")
            .put("parts", JsonArray.ofStrings(List.of("BODY", "STUB")))
            .put("purpose", "yearly audit")
            .put("queryDigest", Hash.sha256().hex())
            .put("firstIndex", first)
            .put("lastIndex", last)
            .build(),
        Map.of());
  }

  public long unlink(String token, String other, long link) {
    return add(
        "identity.unlinked",
        Optional.of(token),
        JsonObject.builder()
            .put("linked", other)
            .put("link", events.get((int) link).id().toString())
            .put("claim", claim(token, other))
            .put("reason", "WRONG_PERSON")
            .build(),
        Map.of());
  }

  /** The id of the claim about two tokens, which is not in this log. */
  private static String claim(String token, String other) {
    Hash both = Hash.sha256((token + other).getBytes(US_ASCII));
    return "clm_019cac90-1a2b-7c3d-8e4f-" + both.hex().substring(0, 12);
  }

  private static Map<String, Long> identity(String token, String other) {
    return Map.of(
        "identity/" + EventLabels.ofSubject(token).hex(), 0L,
        "identity/" + EventLabels.ofSubject(other).hex(), 0L);
  }

  public long add(
      String type, Optional<String> subject, JsonObject data, Map<String, Long> guards) {
    byte[] seed = new byte[Seed.SIZE];
    random.nextBytes(seed);
    long millis = MILLIS + events.size();
    EventType known = EventTypes.get(type);
    Body body =
        new Body(
            EventId.draw(millis, random),
            known.appenders().iterator().next(),
            millis,
            subject,
            data);
    try {
      Stub stub = Event.stubFor(known, body, guards, List.of());
      events.add(Event.of(Seed.copyOf(seed), stub, body, Optional.empty()));
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
    tree.add(Merkle.leafHash(opening(events.size() - 1).entry()));
    for (TileAppend append : tree.newTileHashes()) {
      tiles
          .computeIfAbsent(append.level() + "/" + append.index(), tile -> new ArrayList<>())
          .addAll(append.hashes());
    }
    tree = new TreeBatch(tree.frontier());
    return events.size() - 1L;
  }

  public Opening opening(long index) {
    Event event = events.get((int) index);
    return Opening.of(event, MILLIS + index, EnumSet.of(PartName.STUB, PartName.BODY));
  }

  /** Logs the root of the index over everything so far. */
  public Root indexRoot() {
    long covered = events.size();
    Map<Hash, Hash> values = new HashMap<>();
    for (Event event : events) {
      for (Hash label : event.stub().labels()) {
        values.put(label, value(label, covered).hash());
      }
    }
    return indexRoot(Trie.EMPTY.withAll(values), roots.size() + 1L, covered);
  }

  public Root indexRoot(Trie trie, long number, long covered) {
    OptionalLong previous =
        number == 1
            ? OptionalLong.empty()
            : OptionalLong.of(roots.get(roots.size() - 1).logIndex());
    IndexRoot data = new IndexRoot(number, trie.root(), covered, previous);
    long index =
        add("index.root", Optional.empty(), data.toData(), Map.of("index/root", number - 1));
    Root root = new Root(index, data, trie);
    roots.add(root);
    return root;
  }

  public LabelList list(Hash label, long covered) {
    List<ListEntry> entries = new ArrayList<>();
    for (int i = 0; i < Math.min(covered, events.size()); i++) {
      if (events.get(i).stub().labels().contains(label)) {
        entries.add(new ListEntry(i, opening(i).entry()));
      }
    }
    return LabelList.of(entries);
  }

  public IndexValue value(Hash label, long covered) {
    return IndexValue.of(secret.saltOf(label), list(label, covered).frontier());
  }

  private TileTree logTree(long size) {
    return new TileTree(
        tile -> {
          List<Hash> hashes = tiles.getOrDefault(tile.level() + "/" + tile.index(), List.of());
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          hashes.subList(0, tile.width()).forEach(hash -> bytes.writeBytes(hash.toByteArray()));
          return bytes.toByteArray();
        },
        size);
  }

  public Checkpoint checkpoint() {
    return new Checkpoint(ORIGIN, events.size(), tree.root());
  }

  public InclusionProof inclusion(long index) {
    try {
      return logTree(events.size()).inclusionProof(index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public LoggedOpening logged(long index) {
    return new LoggedOpening(opening(index), inclusion(index));
  }

  /** The page of the newest root with places {@code from} to {@code to} of each list. */
  public UsagePage page(List<Hash> labels, long from, long to, Optional<UsagePage> old) {
    Root root = roots.get(roots.size() - 1);
    List<UsageList> lists = new ArrayList<>();
    for (Hash label : labels) {
      lists.add(list(label, root, from, to, old));
    }
    Optional<ConsistencyProof> consistency = old.map(page -> consistency(page.checkpoint().size()));
    UsageAnswer answer =
        new UsageAnswer(
            lists.get(0),
            lists.subList(1, lists.size()),
            Optional.of(list(EventLabels.ofBulkReads(), root, from, to, old)),
            logged(root.logIndex()),
            SignedNote.sign(checkpoint().body(), key.signer()),
            consistency,
            Hash.sha256(),
            "saved",
            Optional.empty());
    return new UsagePage(answer, checkpoint());
  }

  /** The whole answer for a person on one page. */
  public UsagePage whole(String token) {
    return page(List.of(EventLabels.ofSubject(token)), 0, Long.MAX_VALUE, Optional.empty());
  }

  private ConsistencyProof consistency(long size) {
    try {
      return logTree(events.size()).consistencyProof(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UsageList list(Hash label, Root root, long from, long to, Optional<UsagePage> old) {
    LabelList list = list(label, root.data().coveredSize());
    if (root.trie().find(label).isEmpty()) {
      return new UsageList(
          label,
          new UsageProof.Absent(root.trie().absenceProof(label)),
          List.of(),
          Optional.empty());
    }
    List<ListedEntry> entries = new ArrayList<>();
    for (long place = Math.min(to, list.count()) - 1; place >= from; place--) {
      long index = list.entries().get((int) place).logIndex();
      entries.add(new ListedEntry(logged(index), list.inclusionProof(place)));
    }
    Optional<ConsistencyProof> extension =
        old.flatMap(
                page ->
                    page.answer().lists().stream()
                        .filter(one -> one.label().equals(label))
                        .findFirst())
            .filter(one -> one.count() > 0)
            .map(one -> list.consistencyProof(one.count()));
    return new UsageList(
        label,
        new UsageProof.Present(
            value(label, root.data().coveredSize()), root.trie().inclusionProof(label)),
        entries,
        extension);
  }
}
