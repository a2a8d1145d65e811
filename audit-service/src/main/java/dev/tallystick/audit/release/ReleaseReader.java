package dev.tallystick.audit.release;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.index.IndexedDeposit;
import dev.tallystick.audit.index.IndexedRelease;
import dev.tallystick.audit.index.WalkedRelease;
import dev.tallystick.tlog.Hash;
import java.util.List;

/** Which releases and deposits concern a reader: those that are filed under them. */
final class ReleaseReader {
  private final Reader reader;

  ReleaseReader(Reader reader) {
    this.reader = reader;
  }

  boolean mayRead(IndexedRelease release) {
    List<Hash> labels =
        List.of(release.subjectLabel(), release.from().label(), release.to().label());
    return reader.isConcernedBy(labels);
  }

  boolean mayRead(WalkedRelease release) {
    return reader.isConcernedBy(release.labels());
  }

  boolean mayRead(IndexedDeposit deposit) {
    return reader.isConcernedBy(List.of(deposit.from().label()));
  }
}
