package dev.tallystick.bench.inquiry;

/**
 * Somebody whom inquiries are about.
 *
 * @param subject the token
 * @param consent the consent for the lender's inquiries
 */
record Applicant(String subject, String consent) {}
