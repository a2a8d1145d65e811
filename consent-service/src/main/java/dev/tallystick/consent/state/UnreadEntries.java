package dev.tallystick.consent.state;

import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.PackActivated;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Entries whose body the log has and cannot read. What they say is not in the state, so nothing is
 * permitted to those whom their labels name; everybody else goes on. Thread-safe.
 *
 * <p>An entry about a person concerns that person alone, although the parties' labels stand in it
 * too: what one person has agreed to with a bank decides nothing about others.
 */
final class UnreadEntries {
  private final NavigableMap<Long, Unread> entries = new TreeMap<>();
  private @Nullable State before;

  /** Which labels count. */
  private enum Whom {
    PERSON,
    PARTIES,
    PERSON_OR_PARTIES,
    ALL
  }

  private record Unread(Whom whom, List<Hash> labels) {
    boolean isAbout(Concerned concerned) {
      return switch (whom) {
        case PERSON -> anyOf(concerned.persons());
        case PARTIES -> anyOf(concerned.parties());
        case PERSON_OR_PARTIES -> anyOf(concerned.persons()) || anyOf(concerned.parties());
        case ALL -> true;
      };
    }

    private boolean anyOf(Collection<Hash> others) {
      return !Collections.disjoint(labels, others);
    }
  }

  /**
   * Keeps an entry.
   *
   * @param state that of everything before it
   */
  synchronized void add(FeedEntry entry, State state) {
    if (entries.isEmpty()) {
      before = state;
    }
    entries.putIfAbsent(
        entry.index(), new Unread(whom(entry.stub().type()), entry.stub().labels()));
  }

  private static Whom whom(String typeName) {
    Optional<EventType> type = EventTypes.find(typeName);
    if (type.isEmpty() || typeName.equals(PackActivated.NAME)) {
      return Whom.ALL;
    }
    return switch (type.get().subjectRule()) {
      case REQUIRED -> Whom.PERSON;
      case OPTIONAL -> Whom.PERSON_OR_PARTIES;
      case FORBIDDEN -> Whom.PARTIES;
    };
  }

  /** Their places in the log, in order. */
  synchronized List<Long> indexes() {
    return List.copyOf(entries.keySet());
  }

  synchronized boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whether one of them may say something that a decision about these rests on. */
  synchronized boolean areAbout(Concerned concerned) {
    return entries.values().stream().anyMatch(entry -> entry.isAbout(concerned));
  }

  /** Forgets them all, and returns the state before the first of them. */
  synchronized State clear() {
    State first = before == null ? State.EMPTY : before;
    entries.clear();
    before = null;
    return first;
  }
}
