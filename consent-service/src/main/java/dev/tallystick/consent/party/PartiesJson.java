package dev.tallystick.consent.party;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page of parties. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PartiesJson(List<PartyJson> parties, @Nullable String next) {

  /** A page of those found, of which there is one more than fits if there is another page. */
  static PartiesJson of(
      List<Party> found, int limit, State seen, Instant now, Optional<SuspensionGrounds> grounds) {
    List<Party> page = found.size() > limit ? found.subList(0, limit) : found;
    return new PartiesJson(
        page.stream().map(party -> PartyJson.of(party, seen, now, grounds)).toList(),
        found.size() > limit ? page.get(limit - 1).id() : null);
  }
}
