package dev.tallystick.gateway.order;

/**
 * A statement that buys, as it is stored before it is sent.
 *
 * @param request the statement as it was signed
 * @param key its Idempotency-Key
 */
record SignedInquiry(String subject, String consent, String inquiry, String request, String key) {
  @Override
  public String toString() {
    return "SignedInquiry[" + inquiry + "]";
  }
}
