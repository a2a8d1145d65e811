package dev.tallystick.bureau.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settlements on the wire. */
final class SettlementJson {
  private SettlementJson() {}

  /**
   * What one tariff line came to for the platform.
   *
   * @param sources releases that its records were in
   * @param models releases that its model made
   */
  record LineJson(
      String tariff,
      String line,
      @Nullable String product,
      long sources,
      long sourceAmount,
      long models,
      long modelAmount) {}

  /** What a platform gets of a month. */
  record ShownJson(
      String settlement,
      String bureau,
      String to,
      String periodFrom,
      String periodTo,
      String currency,
      long total,
      List<LineJson> lines,
      String eventId,
      long index) {}

  /** The settlements between a bureau and whoever asks. */
  record AllJson(String bureau, List<ShownJson> settlements) {}
}
