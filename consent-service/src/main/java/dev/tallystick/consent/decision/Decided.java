package dev.tallystick.consent.decision;

import dev.tallystick.consent.denial.DenialEntry;
import dev.tallystick.rules.Decision;
import java.util.Optional;

/**
 * A decision that has been signed.
 *
 * @param jws the decision, as it is put into the log
 * @param denial where a refusal is logged
 */
record Decided(Decision decision, String jws, Optional<DenialEntry> denial) {}
