package dev.tallystick.rules.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much a state holds, by part: how many entries, and about how many bytes of memory they take.
 * The bytes are an estimate from what entries of each part were measured to take, good enough for
 * an alarm. Counting goes through everything, which takes about 20 ms for a million entries.
 */
public final class StateSize {
  // Bytes an entry, with its place in the maps; see bench/README.md.
  private static final long PERSON = 200;
  private static final long CONSENT = 190;
  private static final long NOTICE = 150;
  private static final long RELEASE = 320;
  private static final long LIST = 100;
  private static final long ITEM = 8;
  private static final long CLAIM = 350;
  private static final long LOAN = 250;
  private static final long GUARD = 75;
  private static final long PARTY = 2_000;
  private static final long KEY = 1_200;
  private static final long PAPER = 600;

  private final Map<String, Part> parts = new LinkedHashMap<>();

  private StateSize() {}

  /** One part of a state. */
  public record Part(long entries, long bytes) {}

  /** Counts a state. */
  public static StateSize of(State state) {
    StateSize size = new StateSize();
    People people = state.people();
    size.put("persons", people.persons().count(), PERSON);
    size.put("consents", people.consents().count(), CONSENT);
    size.put("notices", people.notices().count(), NOTICE);
    size.put("claims", people.claims().size(), CLAIM);
    Exchange exchange = state.exchange();
    size.put("releases", exchange.releases().count(), RELEASE);
    size.putLists("charges", exchange.charges());
    size.putLists("releases-by-consent", exchange.underConsent());
    long[] uses = new long[2];
    exchange
        .uses()
        .forEach(
            (consent, used) -> {
              uses[0]++;
              uses[1] += LIST + ITEM * used.times().length;
            });
    size.parts.put("uses", new Part(uses[0], uses[1]));
    size.put("loans", exchange.loans().count(), LOAN);
    size.put("guards", state.guards().count(), GUARD);
    size.putParties(state.registry());
    return size;
  }

  private void put(String part, long entries, long each) {
    parts.put(part, new Part(entries, entries * each));
  }

  private void putLists(String part, TrieMap<LogId, LogId[]> lists) {
    long[] counted = new long[2];
    lists.forEach(
        (key, events) -> {
          counted[0]++;
          counted[1] += LIST + ITEM * events.length;
        });
    parts.put(part, new Part(counted[0], counted[1]));
  }

  private void putParties(Registry registry) {
    long bytes = 0;
    for (Party party : registry.parties().values()) {
      long papers =
          (long) party.licences().size()
              + party.owners().size()
              + party.tariffs().size()
              + party.plans().size()
              + party.assessments().size()
              + party.agreements().size();
      bytes += PARTY + PAPER * papers + KEY * party.keys().size();
    }
    parts.put("parties", new Part(registry.parties().size(), bytes));
    long rest = (long) registry.agreements().size() + registry.products().size();
    put("papers", rest, PAPER);
  }

  /** Each part by its name. */
  public Map<String, Part> parts() {
    return Collections.unmodifiableMap(parts);
  }

  /** Bytes of all parts. */
  public long bytes() {
    return parts.values().stream().mapToLong(Part::bytes).sum();
  }
}
