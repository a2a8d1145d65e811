package dev.tallystick.bench.inquiry;

import dev.tallystick.bench.suite.ServerUse;
import dev.tallystick.bench.suite.SuiteTimes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an inquiry costs, its three acknowledgements and the suite's own rest included: everything
 * that was used from the first inquiry of a round until the last acknowledgement, by inquiries.
 *
 * @param cpuMillis milliseconds of processor time by process, most first
 * @param transactions by database, those that only read among them
 * @param writing transactions that wrote
 * @param flushes of the write-ahead log that a connection waited for
 * @param walKilobytes written to the write-ahead log
 */
record InquiryCost(
    Map<String, Double> cpuMillis,
    Map<String, Double> transactions,
    double writing,
    double flushes,
    double walKilobytes) {
  private static final double MILLIS = 1000;
  private static final double KILO = 1024;

  /** The parts of a suite that an inquiry needs. */
  static InquiryCost of(SuiteTimes times, ServerUse use, long inquiries) {
    double count = Math.max(1, inquiries);
    Map<String, Double> cpu = new LinkedHashMap<>();
    times.seconds().forEach((part, seconds) -> cpu.put(part, seconds * MILLIS / count));
    Map<String, Double> transactions = new LinkedHashMap<>();
    use.transactions().forEach((name, number) -> transactions.put(name, number / count));
    return new InquiryCost(
        cpu,
        transactions,
        use.writing() / count,
        use.flushes() / count,
        use.walBytes() / KILO / count);
  }

  /** Of all processes but the generator. */
  double allCpuMillis() {
    return cpuMillis.entrySet().stream()
        .filter(part -> !part.getKey().equals(SuiteTimes.GENERATOR))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  double allTransactions() {
    return transactions.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** All figures by name, as they are printed and kept. */
  Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("processor time, ms", allCpuMillis());
    cpuMillis.forEach((part, millis) -> figures.put("processor time of " + part + ", ms", millis));
    figures.put("transactions", allTransactions());
    transactions.forEach((name, count) -> figures.put("transactions of " + name, count));
    figures.put("transactions that wrote", writing);
    figures.put("flushes that a connection waited for", flushes);
    figures.put("write-ahead log, kB", walKilobytes);
    return figures;
  }
}
