package dev.tallystick.local;

import dev.tallystick.local.process.ProcessMark;
import dev.tallystick.local.state.GatewayFolder;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.LocalPostgres;
import dev.tallystick.postgres.PostgresException;
import dev.tallystick.postgres.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    try {
      GatewayFolder.all(folder).forEach(this::stopDatabase);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one of a gateway that runs by itself belongs to who runs it. */
  private void stopDatabase(GatewayFolder gateway) {
    if (!Files.isDirectory(gateway.postgres())) {
      return;
    }
    try {
      LocalPostgres.stopLeftovers(
          PostgresSettings.in(gateway.postgres())
              .withBinaries(folder.programs())
              .withPort(gateway.postgresPort(Ports.remembered(folder))));
    } catch (PostgresException e) {
      progress.accept("the database of " + gateway.party() + "'s gateway stays: " + e.getMessage());
    }
  }
}
