package dev.tallystick.vault.lineage;

import java.util.List;

/**
 * Where a record came from and went.
 *
 * @param deposit the entry of its chunk, by which audit-service tells on
 * @param inputs the records that it was derived from; none of one that is not derived
 */
record RecordTraceJson(
    String record,
    String category,
    String source,
    int version,
    String chunk,
    String deposit,
    List<String> inputs,
    List<RecordReleaseJson> releases) {
  static RecordTraceJson of(TraceRecord.Trace trace) {
    return new RecordTraceJson(
        trace.record().id(),
        trace.record().category(),
        trace.record().source(),
        trace.record().version(),
        trace.record().chunk(),
        trace.deposit(),
        trace.record().inputs(),
        trace.handed().stream().map(RecordReleaseJson::of).toList());
  }
}
