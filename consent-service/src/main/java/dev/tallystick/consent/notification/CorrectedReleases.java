package dev.tallystick.consent.notification;

import dev.tallystick.consent.state.LoggedData;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DownstreamNotified;
import dev.tallystick.events.type.DownstreamNotified.Change;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.Release;
import dev.tallystick.rules.state.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The vault tells the recipients of its own releases that a record has changed; this finds who got
 * what they made of them. What was on its way then, and is logged a little later, counts too. For
 * the one thread that folds the log.
 */
final class CorrectedReleases {
  /** Longer than a bureau keeps what it was released. */
  private static final long ON_ITS_WAY_MILLIS = 600_000;

  private static final String FIRST_LEG = "RELEASE_1";

  /** By the event of a release whose recipient was told, in the order in which it was. */
  private final Map<String, Correction> recent = new LinkedHashMap<>();

  private record Correction(String cause, Change change, long recordedMillis) {}

  /** Who has to hear of a change, and which entry says what has changed. */
  record Told(String cause, Change change, List<Holder> holders) {}

  /** Whom this entry concerns, if it tells of a change or is made of what has changed. */
  Optional<Told> taken(LoggedEvent event, State after) {
    forget(event.recordedMillis());
    if (event.stub().type().equals(DataReleased.NAME)) {
      return after.release(event.id()).flatMap(this::late);
    }
    return LoggedData.read(event, DownstreamNotified::read)
        .filter(notified -> isOfTheVault(notified, after))
        .map(notified -> spread(notified, event.recordedMillis(), after));
  }

  /** What this service tells is about later legs, or about consents, whose holders it knows. */
  private static boolean isOfTheVault(DownstreamNotified notified, State after) {
    return after
        .release(notified.release().toString())
        .filter(release -> release.step().equals(FIRST_LEG))
        .isPresent();
  }

  private Told spread(DownstreamNotified notified, long recordedMillis, State after) {
    List<String> releases = new ArrayList<>();
    releases.add(notified.release().toString());
    notified.earlier().stream().map(EventId::toString).forEach(releases::add);
    String cause = notified.cause().toString();
    for (String release : releases) {
      recent.remove(release);
      recent.put(release, new Correction(cause, notified.change(), recordedMillis));
    }
    Map<String, List<Release>> byHolder = new TreeMap<>();
    for (Release made : after.madeFrom(releases)) {
      String holder = made.to() + " " + made.from() + " " + made.subject();
      byHolder.computeIfAbsent(holder, any -> new ArrayList<>()).add(made);
    }
    return new Told(
        cause, notified.change(), byHolder.values().stream().flatMap(Holder::of).toList());
  }

  private Optional<Told> late(Release release) {
    return release.parents().stream()
        .map(recent::get)
        .filter(Objects::nonNull)
        .findFirst()
        .map(found -> new Told(found.cause(), found.change(), Holder.of(release).toList()));
  }

  private void forget(long nowMillis) {
    recent.values().removeIf(one -> one.recordedMillis() < nowMillis - ON_ITS_WAY_MILLIS);
  }
}
