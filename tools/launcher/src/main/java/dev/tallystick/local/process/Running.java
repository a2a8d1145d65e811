package dev.tallystick.local.process;

import java.util.concurrent.CompletableFuture;

/** A part of the suite while its process lives. */
public interface Running {
  /** The process id, for people to look at. */
  long pid();

  /** Completes when the process has ended, for whatever reason; says how it ended. */
  CompletableFuture<String> onExit();

  /** Ends it and all its descendants; returns when none is left. */
  void stop();
}
