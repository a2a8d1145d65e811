package dev.tallystick.gateway.folder;

import dev.tallystick.gateway.document.RowPlace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;

/** Deposits one file of the folder, and keeps what became of it. */
@Singleton
class DepositFile {
  private final DepositRows rows;
  private final DepositedFileRepository files;
  private final FolderSettings settings;
  private final Clock clock;

  DepositFile(
      DepositRows rows, DepositedFileRepository files, FolderSettings settings, Clock clock) {
    this.rows = rows;
    this.files = files;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Deposits a file.
   *
   * @param results where its result lines go
   */
  DepositRows.Outcome deposit(Path file, Path results) throws IOException {
    AtomicReference<String> key = new AtomicReference<>("");
    DepositRows.Ended ended =
        rows.deposit(
            new DepositRows.ToDeposit(
                file,
                results,
                settings.mapping().orElseThrow(),
                settings.agreement().orElseThrow(),
                at -> new RowPlace(at).toJson()),
            begun -> {
              key.set(begun);
              files.begin(begun, String.valueOf(file.getFileName()), clock.instant());
            });
    if (ended.outcome() != DepositRows.Outcome.LATER) {
      files.end(key.get(), ended.counts(), ended.problem(), clock.instant());
    }
    return ended.outcome();
  }
}
