package dev.tallystick.audit;

import dev.tallystick.audit.parity.FollowParity;
import dev.tallystick.audit.parity.ParityRepository;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStateRepository;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the parity report together. */
@Singleton
final class ParityWiring {

  @Produces
  @Singleton
  FollowParity follow(
      LogEntryRepository entries,
      LogStateRepository states,
      OpeningSeal seal,
      ParityRepository rows) {
    return new FollowParity(entries, states, seal, rows);
  }
}
