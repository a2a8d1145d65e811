package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.document.DroppedReleases;
import dev.tallystick.bureau.entry.BureauLogClient;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.type.DataDestroyed;
import dev.tallystick.events.type.DataDestroyed.Reason;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Says in the log that releases came to nothing: the bureau has dropped what they brought, and
 * nothing may be made of them any more.
 */
@Singleton
public final class Destruction {
  private final BureauLogClient entries;

  Destruction(BureauLogClient entries) {
    this.entries = entries;
  }

  /**
   * The event; none if there is nothing to say it of.
   *
   * @param reason why the records were dropped: the next step was refused, or the inquiry that they
   *     were held in memory for has ended
   */
  public List<Event> of(
      BureauId bureau, String subject, Collection<String> releases, Reason reason) {
    if (releases.isEmpty()) {
      return List.of();
    }
    DroppedReleases said =
        new DroppedReleases(bureau.value(), List.copyOf(new TreeSet<>(releases)), reason.wire());
    // The certificate is the hash of the statement itself: there is no paper behind it.
    Hash certificate =
        Hash.sha256(CanonicalJson.text(said.toJson()).getBytes(StandardCharsets.UTF_8));
    DataDestroyed destroyed =
        DataDestroyed.builder()
            .party(bureau.value())
            .releases(new TreeSet<>(releases).stream().map(EventId::fromString).toList())
            .reason(reason)
            .certificate(certificate)
            .build();
    return List.of(entries.make(subject, destroyed, List.of()));
  }
}
