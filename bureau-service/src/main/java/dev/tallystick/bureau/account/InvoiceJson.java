package dev.tallystick.bureau.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invoices on the wire. */
final class InvoiceJson {
  private InvoiceJson() {}

  /** Whether the month is over. */
  enum State {
    /** It goes on: what the invoice would be if it ended now. */
    OPEN,
    /** It is over, and the log has the invoice. */
    ISSUED
  }

  /**
   * What one tariff line came to.
   *
   * @param product what it sold, as the tariff had it last in the month
   * @param benchmark what the state's centre would have asked for the same
   */
  record LineJson(
      String tariff,
      String line,
      @Nullable String product,
      @Nullable String userClass,
      long count,
      long amount,
      long repeats,
      long reversed,
      long reversedAmount,
      @Nullable Long benchmark) {}

  /** What stands beside the total. */
  record BenchmarkJson(String name, String source, long total, long difference) {}

  /** An invoice of a month. */
  record ShownJson(
      @Nullable String invoice,
      State state,
      String bureau,
      String to,
      String periodFrom,
      String periodTo,
      String currency,
      long total,
      List<LineJson> lines,
      @Nullable BenchmarkJson benchmark,
      long entries,
      String entriesRoot,
      long firstIndex,
      long lastIndex,
      @Nullable String eventId,
      @Nullable Long index) {}

  /** The invoices between a bureau and whoever asks. */
  record AllJson(String bureau, List<ShownJson> invoices) {}
}
