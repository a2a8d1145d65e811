package dev.tallystick.consent.notification;

import dev.tallystick.rules.state.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who got something that it has to hear of now.
 *
 * @param latest the release by which it is told, the last that brought it
 * @param earlier the events of those before it that did
 */
record Holder(Release latest, List<String> earlier) {
  /** As many as an event can name. */
  private static final int MOST_EARLIER = 256;

  /** The recipient of one release; nobody if it never arrived or was destroyed. */
  static Stream<Holder> of(Release release) {
    return Stream.of(release).filter(Holder::isHeld).map(held -> new Holder(held, List.of()));
  }

  /**
   * One recipient, by all releases to it in the order of the log; more than one only if they are
   * too many to be named at once.
   */
  static Stream<Holder> of(List<Release> releases) {
    List<Release> held = releases.stream().filter(Holder::isHeld).toList();
    List<Holder> holders = new ArrayList<>();
    for (int end = held.size(); end > 0; end -= MOST_EARLIER + 1) {
      List<Release> earlier = held.subList(Math.max(0, end - 1 - MOST_EARLIER), end - 1);
      holders.add(
          new Holder(held.get(end - 1), earlier.stream().map(Release::event).sorted().toList()));
    }
    return holders.stream();
  }

  private static boolean isHeld(Release release) {
    return release.isDelivered() && !release.destroyed();
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "Holder[" + latest + "]";
  }
}
