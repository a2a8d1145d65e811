package dev.tallystick.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator can set about acknowledgements. */
@ConfigMapping(prefix = "tallystick.audit.receipts")
interface ReceiptConfig {

  /**
   * {@code tallystick.audit.receipts.every}: how often the service looks, at least once in two
   * minutes; {@code off} for never.
   */
  @WithDefault("1m")
  String every();

  /**
   * {@code tallystick.audit.receipts.due}: how long after a quorum of witnesses has covered a
   * release its recipient may take to acknowledge it; 2 minutes at least. Then the log says that
   * the receipt is missing.
   */
  @WithDefault("1h")
  Duration due();

  /**
   * {@code tallystick.audit.receipts.limit}: how many receipts of a recipient may be overdue. With
   * one more nothing is released to it ({@code ACK_OVERDUE}).
   */
  @WithDefault("100")
  int limit();

  /** {@code tallystick.audit.receipts.window}: how long an overdue receipt counts towards that. */
  @WithDefault("24h")
  Duration window();

  /**
   * {@code tallystick.audit.receipts.suspension}: how long nothing is released then, 4 minutes at
   * least; it is renewed as long as there is cause, and ends within this time after there is none.
   */
  @WithDefault("15m")
  Duration suspension();
}
