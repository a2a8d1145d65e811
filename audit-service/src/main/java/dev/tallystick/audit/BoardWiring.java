package dev.tallystick.audit;

import dev.tallystick.audit.board.BoardRepository;
import dev.tallystick.audit.board.FollowBoards;
import dev.tallystick.audit.index.LoggedParties;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStateRepository;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the public boards together. */
@Singleton
final class BoardWiring {

  @Produces
  @Singleton
  FollowBoards follow(
      LogEntryRepository entries,
      LogStateRepository states,
      OpeningSeal seal,
      LoggedParties parties,
      BoardRepository rows) {
    return new FollowBoards(entries, states, seal, parties, rows);
  }
}
