package dev.tallystick.events.usage;

import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.document.ListPlaceDocument;
import dev.tallystick.events.document.LoggedOpeningDocument;
import dev.tallystick.events.document.TrieProofDocument;
import dev.tallystick.events.document.UsageListDocument;
import dev.tallystick.events.document.UsagePageDocument;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.receipt.LoggedOpening;
import dev.tallystick.events.receipt.MalformedOpeningException;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tlog.AbsenceProof;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.IndexValue;
import dev.tallystick.tlog.MalformedNoteException;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TrieProof;
import dev.tallystick.tlog.TrieStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the JSON form of usage answers. */
final class UsageForm {
  private static final int MAX_PAGES = 100_000;
  private static final int MAX_PATH = 63;
  private static final int MAX_OPAQUE = 4096;

  private UsageForm() {}

  static UsageAnswer page(byte[] json) throws InvalidUsageException {
    if (document(json) instanceof JsonObject page) {
      return page(page, "");
    }
    throw new InvalidUsageException("", "is an object");
  }

  static List<UsageAnswer> pages(byte[] json) throws InvalidUsageException {
    JsonValue document = document(json);
    if (document instanceof JsonObject page) {
      return List.of(page(page, ""));
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
      pages.add(page(page, at));
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

  private static UsageAnswer page(JsonObject json, String at) throws InvalidUsageException {
    UsagePageDocument page;
    UsageListDocument own;
    try {
      page = UsagePageDocument.read(json.without(UsageListDocument.MEMBERS));
      own = UsageListDocument.read(json.only(UsageListDocument.MEMBERS));
    } catch (IllegalMemberException e) {
      throw invalid(at, e.member(), e.rule());
    }
    List<UsageList> linked = new ArrayList<>();
    for (UsageListDocument list : page.linked()) {
      linked.add(list(list, below(at, "linked[" + linked.size() + "]")));
    }
    Optional<UsageList> bulkReads = Optional.empty();
    if (page.bulkReads().isPresent()) {
      bulkReads = Optional.of(list(page.bulkReads().get(), below(at, "bulkReads")));
    }
    Optional<ConsistencyProof> consistency = Optional.empty();
    if (page.consistency().isPresent()) {
      List<Hash> path = path(page.consistency().get().path(), at, "consistency.path");
      consistency = Optional.of(new ConsistencyProof(page.consistency().get().oldSize(), path));
    }
    String saved = opaque(page.saved(), at, "saved");
    if (page.next().isPresent()) {
      opaque(page.next().get(), at, "next");
    }
    return new UsageAnswer(
        list(own, at),
        linked,
        bulkReads,
        logged(page.indexRoot(), below(at, "indexRoot")),
        checkpoint(page.checkpoint(), at),
        consistency,
        page.policyHash(),
        saved,
        page.next());
  }

  /** A text of the service's that is given back to it. */
  private static String opaque(String text, String at, String name) throws InvalidUsageException {
    if (text.isEmpty() || text.length() > MAX_OPAQUE) {
      throw invalid(at, name, "has 1 to " + MAX_OPAQUE + " characters");
    }
    return text;
  }

  private static SignedNote checkpoint(String note, String at) throws InvalidUsageException {
    try {
      return SignedNote.parse(note);
    } catch (MalformedNoteException e) {
      throw invalid(at, "checkpoint", "is a signed note: " + e.getMessage());
    }
  }

  private static UsageList list(UsageListDocument list, String at) throws InvalidUsageException {
    List<ListedEntry> entries = new ArrayList<>();
    for (JsonObject entry : list.entries()) {
      entries.add(entry(entry, below(at, "entries[" + entries.size() + "]")));
    }
    Optional<ConsistencyProof> extension = Optional.empty();
    if (list.extension().isPresent()) {
      List<Hash> path = path(list.extension().get().path(), at, "extension.path");
      extension = Optional.of(new ConsistencyProof(list.extension().get().oldCount(), path));
    }
    return new UsageList(list.label(), proof(list, at), entries, extension);
  }

  private static ListedEntry entry(JsonObject json, String at) throws InvalidUsageException {
    try {
      LoggedOpeningDocument logged =
          LoggedOpeningDocument.read(json.without(ListPlaceDocument.MEMBERS));
      ListPlaceDocument place = ListPlaceDocument.read(json.only(ListPlaceDocument.MEMBERS));
      return new ListedEntry(
          logged(logged, at),
          new InclusionProof(place.listIndex(), path(place.listProof(), at, "listProof")));
    } catch (IllegalMemberException e) {
      throw invalid(at, e.member(), e.rule());
    }
  }

  private static LoggedOpening logged(LoggedOpeningDocument entry, String at)
      throws InvalidUsageException {
    try {
      return new LoggedOpening(
          Opening.parse(entry.opening()),
          new InclusionProof(entry.index(), path(entry.inclusionProof(), at, "inclusionProof")));
    } catch (MalformedOpeningException e) {
      throw invalid(below(at, "opening"), e.field(), e.rule());
    }
  }

  private static UsageProof proof(UsageListDocument list, String at) throws InvalidUsageException {
    TrieProofDocument proof = list.trieProof();
    if (proof.present() != (list.count() > 0)) {
      throw invalid(at, "trieProof.present", "is true if and only if there are entries");
    }
    if (list.count() == 0) {
      if (list.salt().isPresent() || list.listRoot().isPresent()) {
        String name = list.salt().isPresent() ? "salt" : "listRoot";
        throw invalid(at, name, "is left out of an empty list");
      }
      return new UsageProof.Absent(absence(proof, below(at, "trieProof")));
    }
    if (proof.other().isPresent()) {
      throw invalid(at, "trieProof", "has only the members that are defined for it");
    }
    if (list.salt().isEmpty() || list.listRoot().isEmpty()) {
      throw invalid(at, list.salt().isEmpty() ? "salt" : "listRoot", "must be there");
    }
    return new UsageProof.Present(
        new IndexValue(list.salt().get(), list.count(), list.listRoot().get()),
        trieProof(proof, below(at, "trieProof")));
  }

  private static AbsenceProof absence(TrieProofDocument proof, String at)
      throws InvalidUsageException {
    TrieProof path = trieProof(proof, at);
    if (proof.other().isPresent()) {
      return new AbsenceProof.Neighbour(
          proof.other().get().label(), proof.other().get().value(), path);
    }
    if (!path.path().isEmpty()) {
      throw invalid(at, "path", "is empty when there is no other leaf");
    }
    return new AbsenceProof.EmptyTrie();
  }

  private static TrieProof trieProof(TrieProofDocument proof, String at)
      throws InvalidUsageException {
    try {
      return new TrieProof(
          proof.path().stream().map(step -> new TrieStep((int) step.bit(), step.hash())).toList());
    } catch (IllegalArgumentException e) {
      throw invalid(at, "path", "has ever smaller bits: " + e.getMessage());
    }
  }

  private static List<Hash> path(List<Hash> hashes, String at, String name)
      throws InvalidUsageException {
    if (hashes.size() > MAX_PATH) {
      throw invalid(at, name, "has no more hashes than any tree needs");
    }
    return hashes;
  }

  private static InvalidUsageException invalid(String at, String name, String rule) {
    return new InvalidUsageException(below(at, name), rule);
  }

  private static String below(String at, String name) {
    return at.isEmpty() || name.isEmpty() ? at + name : at + "." + name;
  }
}
