package dev.tallystick.events.usage;

import dev.tallystick.events.EventLabels;
import dev.tallystick.tlog.Hash;
import java.util.Optional;

/**
 * Whose list a checker asks for. It knows that from elsewhere: an answer that names its own label
 * is about whomever its author chose.
 *
 * @param label the label of the list
 * @param token the person's token, of a person; others may be linked to it
 */
public record UsageOwner(Hash label, Optional<String> token) {
  /** A person, by token. */
  public static UsageOwner ofSubject(String token) {
    return new UsageOwner(EventLabels.ofSubject(token), Optional.of(token));
  }

  /** A registered party. */
  public static UsageOwner ofParty(String party) {
    return new UsageOwner(EventLabels.ofParty(party), Optional.empty());
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return "UsageOwner[" + label + "]";
  }
}
