package dev.tallystick.audit.board;

import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DataUndelivered;
import java.util.Optional;

/** What the log says beside an entry. Empty is answered for what is erased or was never there. */
interface LoggedContext {
  /** A release. */
  Optional<DataReleased> release(EventId id);

  /** An entry that gives a release up. */
  Optional<DataUndelivered> undelivered(EventId id);

  /** The role that a party is registered with. */
  Optional<String> role(String party);
}
