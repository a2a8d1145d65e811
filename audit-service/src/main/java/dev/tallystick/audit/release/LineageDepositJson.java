package dev.tallystick.audit.release;

import dev.tallystick.audit.document.ListedDeposit;
import dev.tallystick.audit.index.IndexedDeposit;
import dev.tallystick.events.json.JsonObject;
import java.time.Instant;

/** The wire form of a deposit in a lineage: the platform and ids, nothing about a person. */
final class LineageDepositJson {
  private LineageDepositJson() {}

  /**
   * A deposit that records of a release came in. The release names it, so whoever reads the release
   * is told of it; whose it is, as for releases.
   */
  static JsonObject of(ReleaseLineage.Source source, LineageReader reader) {
    return members(source.deposit(), reader).distance(source.distance()).build().toJson();
  }

  static JsonObject of(IndexedDeposit deposit, LineageReader reader) {
    return members(deposit, reader).build().toJson();
  }

  private static ListedDeposit.Builder members(IndexedDeposit deposit, LineageReader reader) {
    ListedDeposit.Builder answer = ListedDeposit.builder().event(deposit.event());
    boolean isReaders = new ReleaseReader(reader.reader()).mayRead(deposit);
    if (isReaders || reader.isToldParties()) {
      answer.from(deposit.from().party());
    }
    return isReaders
        ? answer
            .chunk(deposit.chunk())
            .index(deposit.index())
            .recordedAt(Instant.ofEpochMilli(deposit.recordedMillis()))
        : answer;
  }
}
