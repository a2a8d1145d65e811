package dev.tallystick.rules.pack;

import java.time.Period;
import java.util.Optional;

/**
 * What has to be on file for an edge, besides an agreement.
 *
 * @param plan which side's collection plan has to cover the categories
 * @param assessment which side's impact assessment has to cover edge and categories
 * @param review which agreement says when the recipient was vetted, and how old that may be
 */
public record Filings(Optional<Side> plan, Optional<Side> assessment, Optional<ReviewNeed> review) {

  /** A vetting of the recipient. */
  public record ReviewNeed(String agreement, Period maxAge) {}
}
