package dev.tallystick.gateway.order;

import java.util.Optional;

/**
 * What reports of a feed are bought under.
 *
 * @param object the loan
 * @param inquiry the standing inquiry's id
 * @param request the statement as it was signed
 * @param retention how long each report is kept
 */
public record StandingOrder(
    String bureau,
    String subject,
    String product,
    String consent,
    LoanObject object,
    String inquiry,
    String request,
    String retention) {

  /** The loan that the reports are about. */
  public record LoanObject(String kind, String ref) {}

  /**
   * What a loan was decided on.
   *
   * @param subject the person's token; empty while it is not known
   */
  public record Origin(String bureau, Optional<String> subject, String product, String retention) {
    @Override
    public String toString() {
      return "Origin[" + bureau + "]";
    }
  }

  @Override
  public String toString() {
    return "StandingOrder[" + inquiry + "]";
  }
}
