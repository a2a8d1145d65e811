package dev.tallystick.bureau.inquiry;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * An inquiry on the wire.
 *
 * @param request the lender's signed statement
 */
record InquiryJson(@NotNull @Size(min = 1, max = 16_384) String request) {}
