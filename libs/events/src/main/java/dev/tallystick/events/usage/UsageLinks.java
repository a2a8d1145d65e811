package dev.tallystick.events.usage;

import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.document.LinkedPerson;
import dev.tallystick.events.document.ShownBody;
import dev.tallystick.events.document.ShownStub;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tlog.Hash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which tokens are one person, as the entries of an answer say: {@code identity.linked} stands in
 * the lists of both (usage-answer.md section 4).
 */
final class UsageLinks {
  private static final String LINKED = EventTypes.get("identity.linked").name();
  private static final String UNLINKED = EventTypes.get("identity.unlinked").name();

  private final UsageAnswer first;
  private final Map<String, Set<String>> links = new HashMap<>();
  private boolean isUnlinked;

  UsageLinks(List<UsagePage> pages) {
    first = pages.get(0).answer();
    long coveredSize = pages.get(0).indexRoot().map(IndexRoot::coveredSize).orElse(0L);
    Map<Long, Opening> inOrder = new TreeMap<>();
    for (UsagePage page : pages) {
      for (UsageList list : page.answer().lists()) {
        list.entries().stream()
            .filter(entry -> entry.logged().index() < coveredSize)
            .forEach(entry -> inOrder.put(entry.logged().index(), entry.logged().opening()));
      }
    }
    inOrder.values().forEach(this::fold);
  }

  private void fold(Opening opening) {
    JsonObject stub = opening.stub().value().orElse(JsonObject.EMPTY);
    String type = new ShownStub.Partial(stub).type().orElse("");
    // Who no longer has both tokens is shown the stub alone: it says that some link is gone.
    isUnlinked |= type.equals(UNLINKED);
    ShownBody.Partial body = new ShownBody.Partial(opening.body().value().orElse(JsonObject.EMPTY));
    String one = body.subject().orElse("");
    String other = body.data().flatMap(data -> new LinkedPerson.Partial(data).linked()).orElse("");
    if (one.isEmpty() || other.isEmpty()) {
      return;
    }
    if (type.equals(LINKED)) {
      of(one).add(other);
      of(other).add(one);
    } else if (type.equals(UNLINKED)) {
      of(one).remove(other);
      of(other).remove(one);
    }
  }

  private Set<String> of(String token) {
    return links.computeIfAbsent(token, none -> new LinkedHashSet<>());
  }

  /** Whether a link was taken away in what is shown; lists may have gone with it. */
  boolean isUnlinked() {
    return isUnlinked;
  }

  /** Compares the lists that are there with those that the person has; of a whole answer only. */
  List<UsageFinding> check(String token) {
    Set<Hash> due = new HashSet<>();
    Set<String> seen = new HashSet<>(Set.of(token));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (String other : links.getOrDefault(open.remove(), Set.of())) {
        if (seen.add(other)) {
          open.add(other);
          due.add(EventLabels.ofSubject(other));
        }
      }
    }
    List<UsageFinding> findings = new ArrayList<>();
    Set<Hash> there = new HashSet<>();
    for (int i = 0; i < first.linked().size(); i++) {
      Hash label = first.linked().get(i).label();
      there.add(label);
      if (!due.contains(label)) {
        findings.add(
            new UsageFinding(
                UsageFlaw.LIST_NOT_LINKED, first.where(i + 1), label + " is not linked"));
      }
    }
    due.stream()
        .filter(label -> !there.contains(label))
        .sorted()
        .forEach(
            label ->
                findings.add(
                    new UsageFinding(
                        UsageFlaw.LINKED_LIST_MISSING, "linked", "no list of " + label)));
    return findings;
  }
}
