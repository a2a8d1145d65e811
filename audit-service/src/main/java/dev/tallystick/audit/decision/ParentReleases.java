package dev.tallystick.audit.decision;

import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * The releases that are in the log, and the deposits that they were made from, by event id.
 *
 * <p>Implementations answer from what is committed when they are asked, never from an index that
 * follows, and find by id: their cost does not grow with the log.
 */
@FunctionalInterface
public interface ParentReleases {

  /** Those of these events that are logged releases whose body can still be read. */
  Map<EventId, ParentRelease> find(Collection<EventId> ids);

  /** The labels under which those of these events are filed that are logged deposits. */
  default Map<EventId, Set<Hash>> deposits(Collection<EventId> ids) {
    return Map.of();
  }
}
