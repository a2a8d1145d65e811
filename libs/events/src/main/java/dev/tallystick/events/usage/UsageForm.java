package dev.tallystick.events.usage;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.receipt.LoggedOpening;
import dev.tallystick.tlog.AbsenceProof;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.IndexValue;
import dev.tallystick.tlog.MalformedNoteException;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TrieProof;
import dev.tallystick.tlog.TrieStep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the JSON form of usage answers. */
final class UsageForm {
  private static final int MAX_PAGES = 100_000;
  private static final Set<String> LIST =
      Set.of("label", "salt", "count", "listRoot", "trieProof", "entries", "extension");
  private static final Set<String> PAGE = pageMembers();
  private static final Set<String> LOGGED = Set.of("index", "opening", "inclusionProof");
  private static final Set<String> LISTED =
      Set.of("index", "opening", "inclusionProof", "listIndex", "listProof");

  private UsageForm() {}

  private static Set<String> pageMembers() {
    Set<String> members = new HashSet<>(LIST);
    members.addAll(
        List.of("linked", "indexRoot", "checkpoint", "consistency", "policyHash", "saved", "next"));
    return Set.copyOf(members);
  }

  static UsageAnswer page(byte[] json) throws InvalidUsageException {
    if (document(json) instanceof JsonObject page) {
      return page(new UsageFields(page, ""));
    }
    throw new InvalidUsageException("", "is an object");
  }

  static List<UsageAnswer> pages(byte[] json) throws InvalidUsageException {
    JsonValue document = document(json);
    if (document instanceof JsonObject page) {
      return List.of(page(new UsageFields(page, "")));
    }
    if (!(document instanceof JsonArray array) || array.size() == 0 || array.size() > MAX_PAGES) {
      throw new InvalidUsageException("", "is a page or an array of pages");
    }
    List<UsageAnswer> pages = new ArrayList<>();
    for (JsonValue item : array.items()) {
      String at = "[" + pages.size() + "]";
      if (!(item instanceof JsonObject page)) {
        throw new InvalidUsageException(at, "is an object");
      }
      pages.add(page(new UsageFields(page, at)));
    }
    return List.copyOf(pages);
  }

  private static JsonValue document(byte[] json) throws InvalidUsageException {
    if (json.length > UsageAnswer.MAX_SIZE) {
      throw new InvalidUsageException("", "is at most " + UsageAnswer.MAX_SIZE + " bytes");
    }
    try {
      return CanonicalJson.parseMessage(json);
    } catch (MalformedJsonException e) {
      throw new InvalidUsageException(
          e.path(), "is JSON of the data model: " + e.reason().rule() + ", byte " + e.position());
    }
  }

  private static UsageAnswer page(UsageFields page) throws InvalidUsageException {
    page.requireOnly(PAGE);
    List<UsageList> linked = new ArrayList<>();
    if (page.has("linked")) {
      for (UsageFields list : page.objects("linked")) {
        list.requireOnly(LIST);
        linked.add(list(list));
      }
      if (linked.isEmpty()) {
        throw page.invalid("linked", "is left out when there are none");
      }
    }
    UsageFields root = page.object("indexRoot");
    root.requireOnly(LOGGED);
    return new UsageAnswer(
        list(page),
        linked,
        logged(root),
        checkpoint(page),
        consistency(page, "consistency", "oldSize"),
        page.hex("policyHash"),
        page.opaque("saved"),
        page.has("next") ? Optional.of(page.opaque("next")) : Optional.empty());
  }

  private static SignedNote checkpoint(UsageFields page) throws InvalidUsageException {
    try {
      return SignedNote.parse(page.text("checkpoint"));
    } catch (MalformedNoteException e) {
      throw page.invalid("checkpoint", "is a signed note: " + e.getMessage());
    }
  }

  private static UsageList list(UsageFields list) throws InvalidUsageException {
    List<ListedEntry> entries = new ArrayList<>();
    for (UsageFields entry : list.objects("entries")) {
      entry.requireOnly(LISTED);
      InclusionProof place =
          new InclusionProof(entry.number("listIndex", 0), entry.path("listProof"));
      entries.add(new ListedEntry(logged(entry), place));
    }
    return new UsageList(
        list.hex("label"), proof(list), entries, consistency(list, "extension", "oldCount"));
  }

  private static LoggedOpening logged(UsageFields entry) throws InvalidUsageException {
    return new LoggedOpening(
        entry.opening(),
        new InclusionProof(entry.number("index", 0), entry.path("inclusionProof")));
  }

  private static UsageProof proof(UsageFields list) throws InvalidUsageException {
    long count = list.number("count", 0);
    UsageFields proof = list.object("trieProof");
    if (proof.bool("present") != (count > 0)) {
      throw proof.invalid("present", "is true if and only if there are entries");
    }
    if (count > 0) {
      proof.requireOnly(Set.of("present", "path"));
      IndexValue value = new IndexValue(list.base64Url("salt"), count, list.hex("listRoot"));
      return new UsageProof.Present(value, trieProof(proof));
    }
    proof.requireOnly(Set.of("present", "path", "other"));
    if (list.has("salt") || list.has("listRoot")) {
      throw list.invalid(list.has("salt") ? "salt" : "listRoot", "is left out of an empty list");
    }
    return new UsageProof.Absent(absence(proof));
  }

  private static AbsenceProof absence(UsageFields proof) throws InvalidUsageException {
    TrieProof path = trieProof(proof);
    if (proof.has("other")) {
      UsageFields other = proof.object("other");
      other.requireOnly(Set.of("label", "value"));
      return new AbsenceProof.Neighbour(other.hex("label"), other.hex("value"), path);
    }
    if (!path.path().isEmpty()) {
      throw proof.invalid("path", "is empty when there is no other leaf");
    }
    return new AbsenceProof.EmptyTrie();
  }

  private static TrieProof trieProof(UsageFields proof) throws InvalidUsageException {
    List<TrieStep> path = new ArrayList<>();
    for (UsageFields step : proof.objects("path")) {
      step.requireOnly(Set.of("bit", "hash"));
      long bit = step.number("bit", 0);
      if (bit > 255) {
        throw step.invalid("bit", "is at most 255");
      }
      path.add(new TrieStep((int) bit, step.base64("hash")));
    }
    try {
      return new TrieProof(path);
    } catch (IllegalArgumentException e) {
      throw proof.invalid("path", "has ever smaller bits: " + e.getMessage());
    }
  }

  private static Optional<ConsistencyProof> consistency(
      UsageFields holder, String name, String sizeName) throws InvalidUsageException {
    if (!holder.has(name)) {
      return Optional.empty();
    }
    UsageFields proof = holder.object(name);
    proof.requireOnly(Set.of(sizeName, "path"));
    return Optional.of(new ConsistencyProof(proof.number(sizeName, 1), proof.path("path")));
  }
}
