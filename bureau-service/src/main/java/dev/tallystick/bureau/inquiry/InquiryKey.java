package dev.tallystick.bureau.inquiry;

import dev.tallystick.tlog.Hash;

/**
 * A request by its lender, its Idempotency-Key and the hash of its statement.
 *
 * @param value the Idempotency-Key
 * @param request the hash of the statement as it was signed
 */
record InquiryKey(String lender, String value, Hash request) {}
