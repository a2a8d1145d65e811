package dev.tallystick.rules.state;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;

/**
 * Takes out of a state what no decision reads any more. A decision that is made of what is left, at
 * the horizon or later, is the same as one that is made of everything: what the pack lets be
 * forgotten after a time, its rules refuse from that time on.
 *
 * <p>Whatever has no bound is kept: without one for releases, only old charges go.
 *
 * @param horizonMillis no decision is made at an earlier time any more
 * @param releaseMillis for how long a release is looked at, by the pack
 * @param noticeMillis for how long a consent may rest on a notice, by the pack
 */
public record Forgetting(
    long horizonMillis, OptionalLong releaseMillis, OptionalLong noticeMillis) {
  /** Longer than the local day within which a second release is free. */
  private static final long CHARGE_MILLIS = 2 * 86_400_000L;

  /** The state without what is over. */
  public State from(State state) {
    return state.forget(this);
  }

  private boolean isOver(long beginMillis, OptionalLong length) {
    return length.isPresent() && beginMillis <= horizonMillis - length.getAsLong();
  }

  private boolean isCounted(Release release) {
    return release.recordedMillis() > horizonMillis - CHARGE_MILLIS;
  }

  /** One that was destroyed is a parent no more, but may still have been charged for. */
  private boolean isOver(Release release) {
    boolean unread =
        release.destroyed()
            ? releaseMillis.isPresent()
            : isOver(release.recordedMillis(), releaseMillis);
    return unread && !isCounted(release);
  }

  Exchange from(Exchange exchange) {
    TrieMap<LogId, Release> releases =
        exchange.releases().sift((event, release) -> isOver(release) ? null : release);
    TrieMap<LogId, LogId[]> charges =
        exchange
            .charges()
            .sift(
                (key, events) ->
                    kept(
                        events,
                        event -> {
                          Release release = releases.get(event);
                          return release != null && isCounted(release);
                        }));
    TrieMap<LogId, LogId[]> under =
        releases == exchange.releases()
            ? exchange.underConsent()
            : exchange
                .underConsent()
                .sift((consent, events) -> kept(events, event -> releases.get(event) != null));
    return new Exchange(releases, charges, from(exchange.uses()), under, exchange.loans());
  }

  private TrieMap<LogId, Uses> from(TrieMap<LogId, Uses> uses) {
    if (releaseMillis.isEmpty()) {
      return uses;
    }
    long first = horizonMillis - releaseMillis.getAsLong() + 1;
    return uses.sift((consent, used) -> used.from(first));
  }

  private interface Kept {
    boolean is(LogId event);
  }

  private static LogId @Nullable [] kept(LogId[] events, Kept kept) {
    LogId[] after = Arrays.stream(events).filter(kept::is).toArray(LogId[]::new);
    if (after.length == events.length) {
      return events;
    }
    return after.length == 0 ? null : after;
  }

  /** The guard of a release that is forgotten is never rested on again: it is refused before. */
  TrieMap<LogId, Long> from(TrieMap<LogId, Long> guards, Exchange less) {
    return releaseMillis.isEmpty()
        ? guards
        : guards.sift(
            (key, version) ->
                key.ofRelease().map(event -> less.releases().get(event) == null).orElse(false)
                    ? null
                    : version);
  }

  People from(People people) {
    return new People(
        people.persons(),
        people.consents(),
        people
            .notices()
            .sift((id, notice) -> isOver(notice.presentedMillis(), noticeMillis) ? null : notice),
        people
            .claims()
            .minusAll(
                people.claims().entrySet().stream()
                    .filter(claim -> claim.getValue().isLapsedAt(horizonMillis))
                    .map(Map.Entry::getKey)
                    .toList()));
  }

  /** Of keys that are over, the thumbprints stay. */
  Registry from(Registry registry) {
    Registry after = registry;
    for (Party party : registry.parties().values()) {
      PVector<PartyKey> keys = party.keys();
      for (int i = 0; i < keys.size(); i++) {
        PartyKey key = keys.get(i);
        boolean over = key.revoked() || key.validToMillis() <= horizonMillis;
        keys = over && !key.isForgotten() ? keys.with(i, key.forget()) : keys;
      }
      after = keys == party.keys() ? after : after.with(party.withKeys(keys));
    }
    return after;
  }
}
