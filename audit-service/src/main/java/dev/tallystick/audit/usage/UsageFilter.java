package dev.tallystick.audit.usage;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a list is sought: query parameters, none of which must be there. */
public class UsageFilter {
  @QueryParam("from")
  @Size(max = 30) @Nullable String from;

  @QueryParam("to")
  @Size(max = 30) @Nullable String to;

  @QueryParam("type")
  @Size(max = 80) @Nullable String type;

  @QueryParam("party")
  @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") @Nullable String party;

  /** What is sought; nothing if the whole list is asked for. */
  Optional<UsageSelection> read() {
    return from == null && to == null && type == null && party == null
        ? Optional.empty()
        : Optional.of(UsageSelection.of(from, to, type, party));
  }
}
