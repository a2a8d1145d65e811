package dev.tallystick.events.usage;

import static dev.tallystick.events.usage.UsageFlaw.ABSENCE_UNPROVED;
import static dev.tallystick.events.usage.UsageFlaw.ANOTHER_LABEL;
import static dev.tallystick.events.usage.UsageFlaw.COVERS_BEYOND_ITSELF;
import static dev.tallystick.events.usage.UsageFlaw.ENTRY_NOT_LISTED;
import static dev.tallystick.events.usage.UsageFlaw.ENTRY_NOT_LOGGED;
import static dev.tallystick.events.usage.UsageFlaw.ENTRY_NOT_OF_ITS_TYPE;
import static dev.tallystick.events.usage.UsageFlaw.INDEX_NOT_IN_ORDER;
import static dev.tallystick.events.usage.UsageFlaw.INDEX_ROOT_NOT_LOGGED;
import static dev.tallystick.events.usage.UsageFlaw.INDEX_ROOT_WITHHELD;
import static dev.tallystick.events.usage.UsageFlaw.LABEL_REPEATED;
import static dev.tallystick.events.usage.UsageFlaw.LIST_UNPROVED;
import static dev.tallystick.events.usage.UsageFlaw.NOT_AN_INDEX_ROOT;
import static dev.tallystick.events.usage.UsageFlaw.NOT_UNDER_LABEL;
import static dev.tallystick.events.usage.UsageFlaw.PLACES_NOT_IN_ORDER;
import static dev.tallystick.events.usage.UsageFlaw.STUB_WITHHELD;

import dev.tallystick.events.Body;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Stub;
import dev.tallystick.events.TypeAgreement;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.LoggedOpening;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The checks of one page (usage-answer.md section 3, from number 3 on). */
final class UsagePageCheck {
  private final UsagePage page;
  private final Optional<Hash> label;
  private final List<UsageFinding> findings = new ArrayList<>();
  private final Set<String> unknownTypes = new TreeSet<>();

  UsagePageCheck(UsagePage page, Optional<Hash> label) {
    this.page = page;
    this.label = label;
    indexRoot();
    labels();
    List<UsageList> lists = page.answer().lists();
    for (int i = 0; i < lists.size(); i++) {
      list(lists.get(i), page.answer().where(i));
    }
  }

  List<UsageFinding> findings() {
    return findings;
  }

  Set<String> unknownTypes() {
    return unknownTypes;
  }

  private void found(UsageFlaw flaw, String where, String detail) {
    findings.add(new UsageFinding(flaw, where, detail));
  }

  private void indexRoot() {
    LoggedOpening root = page.answer().indexRoot();
    Optional<JsonObject> stub = root.opening().stub().value();
    if (stub.isEmpty() || root.opening().body().value().isEmpty()) {
      found(INDEX_ROOT_WITHHELD, "indexRoot", "stub and body are not both shown");
    } else if (!isIndexRoot(stub.get()) || page.indexRoot().isEmpty()) {
      found(NOT_AN_INDEX_ROOT, "indexRoot", "it is of another type, or not as the type defines it");
    }
    if (!root.isUnder(page.checkpoint())) {
      found(
          INDEX_ROOT_NOT_LOGGED,
          "indexRoot",
          "no entry %d under the root of size %d"
              .formatted(root.index(), page.checkpoint().size()));
    }
    page.indexRoot()
        .filter(data -> data.coveredSize() > root.index())
        .ifPresent(
            data ->
                found(
                    COVERS_BEYOND_ITSELF,
                    "indexRoot",
                    "entry %d covers %d entries".formatted(root.index(), data.coveredSize())));
  }

  private static boolean isIndexRoot(JsonObject json) {
    try {
      Stub stub = Stub.parse(json);
      return stub.type().equals(IndexRoot.TYPE.name()) && stub.labels().isEmpty();
    } catch (InvalidEventException e) {
      return false;
    }
  }

  private void labels() {
    Hash own = page.answer().own().label();
    label
        .filter(asked -> !asked.equals(own))
        .ifPresent(
            asked -> found(ANOTHER_LABEL, "label", own + " where " + asked + " was asked for"));
    page.answer()
        .bulkReads()
        .filter(list -> !list.label().equals(EventLabels.ofBulkReads()))
        .ifPresent(list -> found(ANOTHER_LABEL, "bulkReads", list.label() + " is another list"));
    Set<Hash> seen = new HashSet<>();
    List<UsageList> lists = page.answer().lists();
    for (int i = 0; i < lists.size(); i++) {
      if (!seen.add(lists.get(i).label())) {
        found(LABEL_REPEATED, page.answer().where(i), lists.get(i).label() + " has a list already");
      }
    }
  }

  private void list(UsageList list, String where) {
    Optional<IndexRoot> root = page.indexRoot();
    if (root.isPresent() && !list.proof().proves(list.label(), root.get().root())) {
      found(
          list.count() > 0 ? LIST_UNPROVED : ABSENCE_UNPROVED,
          where,
          "the trie proof does not lead to index root " + root.get().number());
    }
    if (list.count() == 0 && !list.entries().isEmpty()) {
      found(ABSENCE_UNPROVED, where, "an empty list shows entries");
    }
    long place = list.count();
    long index = root.map(IndexRoot::coveredSize).orElse(Long.MAX_VALUE);
    for (int i = 0; i < list.entries().size(); i++) {
      ListedEntry entry = list.entries().get(i);
      String at = (where.isEmpty() ? "" : where + ".") + "entries[" + i + "]";
      // The first may be anywhere in the list: the page may not be the first one.
      if (i == 0 ? entry.listIndex() >= place : entry.listIndex() != place - 1) {
        found(PLACES_NOT_IN_ORDER, at, "place %d after %d".formatted(entry.listIndex(), place));
      }
      if (entry.logged().index() >= index) {
        found(
            INDEX_NOT_IN_ORDER,
            at,
            "entry %d, not below %d".formatted(entry.logged().index(), index));
      }
      entry(list, entry, at);
      place = entry.listIndex();
      index = entry.logged().index();
    }
  }

  private void entry(UsageList list, ListedEntry entry, String at) {
    LoggedOpening logged = entry.logged();
    logged
        .opening()
        .stub()
        .value()
        .ifPresentOrElse(
            stub -> stub(list.label(), logged.opening(), stub, at),
            () -> found(STUB_WITHHELD, at, "whose entry it is cannot be seen"));
    if (!logged.isUnder(page.checkpoint())) {
      found(
          ENTRY_NOT_LOGGED,
          at,
          "no entry %d under the root of size %d"
              .formatted(logged.index(), page.checkpoint().size()));
    }
    if (list.proof() instanceof UsageProof.Present present && !entry.isListedIn(present.value())) {
      found(
          ENTRY_NOT_LISTED,
          at,
          "entry %d is not at place %d of %d"
              .formatted(logged.index(), entry.listIndex(), list.count()));
    }
  }

  private void stub(Hash label, Opening opening, JsonObject json, String at) {
    try {
      Stub stub = Stub.parse(json);
      if (!stub.labels().contains(label)) {
        found(NOT_UNDER_LABEL, at, "its stub does not name " + label);
      }
      Optional<EventType> type = EventTypes.find(stub.type());
      if (type.isEmpty()) {
        unknownTypes.add(stub.type());
      } else if (opening.body().value().isPresent()) {
        Body body = Body.parse(opening.body().value().get());
        type.get().checkData(body.data());
        TypeAgreement.check(type.get(), stub, body);
      }
    } catch (InvalidEventException e) {
      found(ENTRY_NOT_OF_ITS_TYPE, at, String.valueOf(e.getMessage()));
    }
  }
}
