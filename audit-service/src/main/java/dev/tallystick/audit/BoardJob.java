package dev.tallystick.audit;

import dev.tallystick.audit.board.FollowBoards;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Counts for the public boards. */
@Singleton
final class BoardJob {
  private final FollowBoards boards;

  BoardJob(FollowBoards boards) {
    this.boards = boards;
  }

  @Scheduled(
      every = "${tallystick.audit.boards.every}",
      delayed = "1m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void count() {
    boards.look();
  }
}
