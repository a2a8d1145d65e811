package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.entry.BureauLogClient;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
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
final class Destruction {
  /** Why the records were dropped. */
  enum Ground {
    /** The next step was refused. */
    DENIED,
    /** They were held in memory for one inquiry, and that has ended. */
    TERM_ENDED
  }

  private final BureauLogClient entries;

  Destruction(BureauLogClient entries) {
    this.entries = entries;
  }

  /** The event; none if there is nothing to say it of. */
  List<Event> of(BureauId bureau, String subject, Collection<String> releases, Ground ground) {
    if (releases.isEmpty()) {
      return List.of();
    }
    JsonObject said =
        JsonObject.builder()
            .put("party", bureau.value())
            .put("releases", JsonArray.ofStrings(List.copyOf(new TreeSet<>(releases))))
            .put("reason", ground.name())
            .build();
    // The certificate is the hash of the statement itself: there is no paper behind it.
    String certificate =
        Hash.sha256(CanonicalJson.text(said).getBytes(StandardCharsets.UTF_8)).hex();
    JsonObject.Builder data = JsonObject.builder();
    said.forEach(data::put);
    return List.of(
        entries.make(
            "data.destroyed", subject, data.put("certificate", certificate).build(), List.of()));
  }
}
