package dev.tallystick.tally.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.tally.SampleLog;
import dev.tallystick.tally.market.BulkReads;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketUsage;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Usage answers, good and laid hands on. */
final class UsageCases {
  private static final Hash PERSON = EventLabels.ofSubject(Market.PERSON);

  private final Market market = Market.afterASale();
  private final UsageAnswer answer = new MarketUsage(market.log()).ofSubject(Market.PERSON);
  private final byte[] person = answer.toJson();
  private final byte[] neighbour =
      new MarketUsage(market.log()).ofSubject(Market.NEIGHBOUR).toJson();
  private final byte[] stranger = new MarketUsage(market.log()).ofSubject(Market.STRANGER).toJson();
  private final List<CorpusCase> cases = new ArrayList<>();

  static List<CorpusCase> all() {
    UsageCases all = new UsageCases();
    all.good();
    all.openings();
    all.persons();
    all.index();
    all.pages();
    all.later();
    all.bulkReads();
    return all.cases;
  }

  private CorpusCase add(String name, byte[] file) {
    return add(name, file, Market.PERSON);
  }

  private CorpusCase add(String name, byte[] file, String subject) {
    CorpusCase added =
        CorpusCase.of("usage-" + name, file).with("vkey", SampleLog.VKEY).with("subject", subject);
    cases.add(added);
    return added;
  }

  private CorpusCase add(String name, Consumer<ObjectNode> edit) {
    return add(name, Edited.of(person, edit));
  }

  private void good() {
    add("good", person);
    add("of-a-neighbour", neighbour, Market.NEIGHBOUR);
    add("of-a-stranger", stranger, Market.STRANGER);
    cases.add(
        CorpusCase.of(
                "usage-of-a-party", new MarketUsage(market.log()).ofParty(Market.BANK).toJson())
            .with("vkey", SampleLog.VKEY)
            .with("party", Market.BANK));
    cases.add(CorpusCase.of("usage-whose", person).with("vkey", SampleLog.VKEY).isUntold("label"));
    cases.add(
        CorpusCase.of("usage-without-a-key", person)
            .with("subject", Market.PERSON)
            .isUntold("signature"));
    add("with-an-unknown-member", json -> json.put("more", 1)).fails("file");
    add(
            "with-a-signature-altered",
            json -> json.put("checkpoint", flipped(json.get("checkpoint").asText())))
        .fails("signature");
  }

  private static String flipped(String note) {
    int at = note.length() - 20;
    return note.substring(0, at) + (note.charAt(at) == 'A' ? 'B' : 'A') + note.substring(at + 1);
  }

  /** Every opening, one by one: removed, exchanged with its neighbour, altered, repeated. */
  private void openings() {
    int count = (int) answer.own().count();
    for (int i = 0; i < count; i++) {
      int place = i;
      String at = "-" + i;
      CorpusCase removed = add("removed" + at, json -> Edited.entries(json).remove(place));
      removed.fails(i == 0 || i == count - 1 ? "complete" : "list");
      add("altered" + at, json -> opening(json, place).put("recordedMillis", 1)).fails("entries");
      add(
              "repeated" + at,
              json -> Edited.entries(json).insert(place, entry(json, place).deepCopy()))
          .fails("list");
      add("without-its-stub" + at, json -> withholdStub(entry(json, place))).fails("entries");
      add("of-another-index" + at, json -> entry(json, place).put("index", 0)).fails("entries");
      add("of-another-place" + at, json -> entry(json, place).put("listIndex", count - place))
          .isOpen();
      if (i > 0) {
        add("reordered" + at, json -> swap(Edited.entries(json), place)).fails("list");
        add("openings-exchanged" + at, json -> exchange(json, place)).fails("entries");
      }
    }
    add("emptied", json -> Edited.entries(json).removeAll()).fails("complete");
  }

  private static ObjectNode entry(ObjectNode json, int place) {
    return (ObjectNode) Edited.entries(json).get(place);
  }

  private static ObjectNode opening(ObjectNode json, int place) {
    return (ObjectNode) entry(json, place).get("opening");
  }

  private static void swap(ArrayNode entries, int place) {
    JsonNode moved = entries.remove(place);
    entries.insert(place - 1, moved);
  }

  private static void exchange(ObjectNode json, int place) {
    JsonNode one = entry(json, place).get("opening");
    entry(json, place).set("opening", entry(json, place - 1).get("opening"));
    entry(json, place - 1).set("opening", one);
  }

  private void withholdStub(ObjectNode entry) {
    long index = entry.get("index").asLong();
    Hash hash = market.log().opening(index).hashes().stub();
    ((ObjectNode) entry.get("opening")).putObject("stub").put("hash", hash.hex());
  }

  private void persons() {
    add("of-somebody-else", neighbour).fails("label");
    add(
            "of-somebody-else-relabelled",
            Edited.of(neighbour, json -> json.put("label", PERSON.hex())))
        .fails("list");
    add(
            "with-an-opening-of-somebody-else",
            json -> Edited.entries(json).set(0, Edited.entries(Edited.tree(neighbour)).get(0)))
        .fails("entries");
    add(
            "empty-for-somebody-who-has-entries",
            Edited.of(stranger, json -> json.put("label", PERSON.hex())))
        .fails("list");
    add(
            "empty-by-an-empty-trie",
            Edited.of(
                stranger,
                json -> {
                  json.put("label", PERSON.hex());
                  ObjectNode proof = json.putObject("trieProof");
                  proof.put("present", false).putArray("path");
                }))
        .fails("list");
    add(
            "shorter-than-it-is",
            json -> {
              json.put("count", json.get("count").asInt() - 1);
              Edited.entries(json).remove(0);
            })
        .fails("list");
    add("with-another-salt", json -> json.put("salt", Edited.tree(neighbour).get("salt").asText()))
        .fails("list");
  }

  private void index() {
    add(
            "with-another-index-root",
            json -> json.set("indexRoot", Edited.tree(afterwards().toJson()).get("indexRoot")))
        .fails("indexRoot");
    add(
            "with-an-entry-as-index-root",
            json -> {
              ObjectNode entry = entry(json, 0).deepCopy();
              entry.remove(List.of("listIndex", "listProof"));
              json.set("indexRoot", entry);
            })
        .fails("indexRoot");
    add(
            "with-the-index-root-at-another-index",
            json -> ((ObjectNode) json.get("indexRoot")).put("index", 1))
        .fails("indexRoot");
    add("with-a-listed-list", json -> json.putArray("linked").add(listOf(Edited.tree(neighbour))))
        .fails("linked");
    add("with-its-list-twice", json -> json.putArray("linked").add(listOf(json))).fails("label");
  }

  private static ObjectNode listOf(ObjectNode json) {
    ObjectNode list = json.deepCopy();
    list.retain(List.of("label", "salt", "count", "listRoot", "trieProof", "entries"));
    return list;
  }

  private void pages() {
    MarketUsage usage = new MarketUsage(market.log());
    UsageAnswer before = usage.page(PERSON, Long.MAX_VALUE, 2, Optional.empty());
    byte[] first = before.toJson();
    byte[] second = usage.page(PERSON, answer.own().count() - 2, 2, Optional.of(before)).toJson();
    byte[] rest = usage.page(PERSON, answer.own().count() - 4, 99, Optional.of(before)).toJson();
    add("first-page", first).isUntold("complete");
    add("pages", Edited.array(first, second, rest));
    add("pages-with-a-gap", Edited.array(first, rest)).fails("history");
    add("pages-reordered", Edited.array(first, rest, second)).fails("history");
    add("pages-without-the-last", Edited.array(first, second)).isUntold("complete");
    add("no-pages", "[]".getBytes(UTF_8)).isUntold("file");
    add("pages-that-are-none", "[1]".getBytes(UTF_8)).isUntold("file");
    add("pages-of-which-one-is-none", pagesWithANumber(first)).fails("file");
  }

  private static byte[] pagesWithANumber(byte[] page) {
    return ("[" + new String(page, UTF_8) + ",1]").getBytes(UTF_8);
  }

  private void later() {
    byte[] later = afterwards().toJson();
    add("later", later).with("previous", person);
    add("later-without-the-proof", withoutTheProof()).with("previous", person).fails("history");
    add("earlier-than-the-previous", person).with("previous", later).fails("history");
    add("previous-of-somebody-else", later).with("previous", neighbour).isUntold("previous");
    add("previous-that-is-none", later).with("previous", "[]").fails("previous");
    add("previous-that-does-not-hold", later)
        .with("previous", Edited.of(person, json -> Edited.entries(json).remove(1)))
        .isUntold("previous");
    add("of-a-rewritten-log", ofARewrittenLog()).with("previous", person).fails("history");
    add("only-what-is-new", Edited.of(later, json -> keepFirst(Edited.entries(json), 1)))
        .with("previous", person);
    add("with-a-list-that-was-shortened", Edited.of(later, UsageCases::forgetExtension))
        .with("previous", person)
        .fails("history");
  }

  /** Whoever had a range of the log opened. */
  private void bulkReads() {
    MarketUsage read = new MarketUsage(BulkReads.afterASale().log());
    byte[] own = read.ofSubject(Market.PERSON).toJson();
    byte[] other = read.ofSubject(Market.NEIGHBOUR).toJson();
    add("with-bulk-reads", own);
    add("without-its-bulk-reads", Edited.of(own, json -> json.remove("bulkReads"))).fails("bulk");
    for (int i = 0; i < 2; i++) {
      int place = i;
      add(
              "with-a-bulk-read-hidden-" + i,
              Edited.of(own, json -> Edited.entries(bulk(json)).remove(place)))
          .fails("complete");
    }
    add(
            "with-another-list-as-bulk-reads",
            Edited.of(own, json -> json.set("bulkReads", listOf(Edited.tree(other)))))
        .fails("label");
    add(
            "with-a-bulk-read-without-its-range",
            Edited.of(own, json -> withholdBody((ObjectNode) Edited.entries(bulk(json)).get(1))))
        .isUntold("bulk");
    cases.add(
        CorpusCase.of(
                "usage-of-a-party-without-bulk-reads",
                Edited.of(read.ofParty(Market.BANK).toJson(), json -> json.remove("bulkReads")))
            .with("vkey", SampleLog.VKEY)
            .with("party", Market.BANK));
  }

  private static ObjectNode bulk(ObjectNode json) {
    return (ObjectNode) json.get("bulkReads");
  }

  private static void withholdBody(ObjectNode entry) {
    long index = entry.get("index").asLong();
    Hash hash = BulkReads.afterASale().log().opening(index).hashes().body();
    ((ObjectNode) entry.get("opening")).putObject("body").put("hash", hash.hex());
  }

  private UsageAnswer afterwards() {
    return new MarketUsage(Market.afterAWithdrawal().log()).ofSubject(Market.PERSON, answer);
  }

  private static byte[] withoutTheProof() {
    return new MarketUsage(Market.afterAWithdrawal().log()).ofSubject(Market.PERSON).toJson();
  }

  /** What a database administrator with the log's key would answer after a rewrite. */
  private byte[] ofARewrittenLog() {
    Market forged = Market.withAnotherHistory();
    return new MarketUsage(forged.log()).ofSubject(Market.PERSON, answer).toJson();
  }

  private static void keepFirst(ArrayNode entries, int count) {
    while (entries.size() > count) {
      entries.remove(entries.size() - 1);
    }
  }

  private static void forgetExtension(ObjectNode json) {
    json.remove("extension");
  }
}
