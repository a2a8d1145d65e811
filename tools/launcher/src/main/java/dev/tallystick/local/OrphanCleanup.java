package dev.tallystick.local;

import dev.tallystick.local.process.ProcessMark;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.LocalPostgres;
import java.nio.file.Files;
import java.util.function.Consumer;

/** Clears away what a killed launcher left running. The caller holds the suite's lock. */
record OrphanCleanup(SuiteFolder folder, Consumer<String> progress) {
  void clear() {
    int left = ProcessMark.allProcesses(folder.root()).size();
    if (left > 0) {
      progress.accept("stopping " + left + " processes that a killed run left behind");
      ProcessMark.endAll(folder.root());
    }
    // Services first: they may still be writing to the database.
    if (Files.isDirectory(folder.postgres())) {
      LocalPostgres.stopLeftovers(PostgresStep.settings(folder, Ports.remembered(folder)));
    }
  }
}
