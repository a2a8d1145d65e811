package dev.tallystick.audit.acknowledgement;

import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.party.Acknowledgement;
import java.time.Instant;
import java.util.Optional;

/**
 * An acknowledgement that holds.
 *
 * @param row the release, as the log keeps it
 */
record CheckedAcknowledgement(Acknowledgement said, String jws, StoredEntry row, Body body) {
  EventId release() {
    return row.id();
  }

  /**
   * What the log says of it.
   *
   * @param undelivered the entry that gave the release up, which this one voids
   */
  DataReceived data(Optional<EventId> undelivered) {
    DataReleased released = DataReleased.read(body.data());
    return DataReceived.builder()
        .release(row.id())
        .releaseIndex(row.index())
        .releaseEntry(row.entry())
        .from(released.from())
        .to(released.to())
        .payloadDigest(said.payloadDigest())
        .checkpointSize(said.checkpoint().size())
        .checkpointRoot(said.checkpoint().root())
        .receivedAt(Instant.ofEpochMilli(said.receivedAtMillis()))
        .voids(undelivered)
        .receiverSignature(jws)
        .build();
  }
}
