package dev.tallystick.portal.auditor;

import java.util.List;

/**
 * A month of the bureaus.
 *
 * @param bureaus each with all of its lenders together
 * @param holders each holder beside the rest
 */
public record ParityReportView(List<Bureau> bureaus, List<ParityView> holders) {
  /** Copies the lists. */
  public ParityReportView {
    bureaus = List.copyOf(bureaus);
    holders = List.copyOf(holders);
  }

  /** A bureau and how it was. */
  public record Bureau(String name, ParityView.Figures figures) {}
}
