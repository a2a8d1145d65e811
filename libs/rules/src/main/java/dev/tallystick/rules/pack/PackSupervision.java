package dev.tallystick.rules.pack;

import java.time.Period;
import java.util.Optional;

/**
 * What parties have to keep to that no decision waits for.
 *
 * @param leastPartnerShare of a joint loan, in hundredths of a percent
 * @param explanationAnswer how long who has decided about a person has to explain it
 */
record PackSupervision(
    ComplaintTerms complaints,
    AuditCycles audits,
    int leastPartnerShare,
    Optional<QueryLimits> queryLimits,
    Period explanationAnswer) {
  /** Of a pack that does not say: the provision that R67 cites. */
  static final int USUAL_PARTNER_SHARE = 3_000;

  /** Of a pack that does not say: as long as any other right may take. */
  static final Period USUAL_ANSWER = Period.ofDays(20);
}
