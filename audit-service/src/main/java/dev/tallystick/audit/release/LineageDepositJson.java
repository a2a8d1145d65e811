package dev.tallystick.audit.release;

import dev.tallystick.audit.index.IndexedDeposit;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;

/** The wire form of a deposit in a lineage: the platform and ids, nothing about a person. */
final class LineageDepositJson {
  private LineageDepositJson() {}

  /**
   * A deposit that records of a release came in. The release names it, so whoever reads the release
   * is told of it; whose it is, as for releases.
   */
  static JsonObject of(ReleaseLineage.Source source, LineageReader reader) {
    return members(source.deposit(), reader).put("distance", source.distance()).build();
  }

  static JsonObject of(IndexedDeposit deposit, LineageReader reader) {
    return members(deposit, reader).build();
  }

  private static JsonObject.Builder members(IndexedDeposit deposit, LineageReader reader) {
    JsonObject.Builder json = JsonObject.builder().put("event", deposit.event().toString());
    boolean isReaders = new ReleaseReader(reader.reader()).mayRead(deposit);
    if (isReaders || reader.isToldParties()) {
      json.put("from", deposit.from().party());
    }
    if (isReaders) {
      json.put("chunk", deposit.chunk())
          .put("index", deposit.index())
          .put("recordedAt", Timestamps.format(deposit.recordedMillis()));
    }
    return json;
  }
}
