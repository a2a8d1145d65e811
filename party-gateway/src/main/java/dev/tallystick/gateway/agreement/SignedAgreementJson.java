package dev.tallystick.gateway.agreement;

/**
 * The party's signature of an agreement, as consent-service takes it.
 *
 * @param jws to be filed within a day, by either party, beside the other one's
 */
record SignedAgreementJson(
    String agreement,
    String party,
    String provider,
    String receiver,
    String textHash,
    String jws) {}
