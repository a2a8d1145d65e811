package dev.tallystick.bench.append;

import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.stage.CpuTimes;
import dev.tallystick.bench.stage.WalUse;

/**
 * One round with what it cost.
 *
 * @param perSecond confirmed entries a second
 * @param p50Millis half of the requests were answered within this
 * @param p99Millis 99 of 100 were
 * @param generatorMicros processor time of the load generator, an entry
 * @param serviceMicros processor time of the service, an entry
 * @param postgresMicros processor time of PostgreSQL, an entry
 * @param walBytes what PostgreSQL wrote to its write-ahead log, an entry
 * @param walImages whole pages of these, an entry: nearly none long after a checkpoint
 * @param foreignShare share of all cores that went to others: it was no quiet machine if this is
 *     much
 */
record Round(
    double perSecond,
    double p50Millis,
    double p99Millis,
    double generatorMicros,
    double serviceMicros,
    double postgresMicros,
    double walBytes,
    double walImages,
    double foreignShare) {

  static Round of(LoadResult result, CpuTimes used, WalUse wal) {
    double millions = Math.max(1, result.confirmed()) / 1e6;
    return new Round(
        result.perSecond(),
        result.latencies().percentileMillis(50),
        result.latencies().percentileMillis(99),
        used.generator() / millions,
        used.service() / millions,
        used.postgres() / millions,
        wal.bytes() / (millions * 1e6),
        wal.images() / (millions * 1e6),
        used.foreignShare());
  }
}
