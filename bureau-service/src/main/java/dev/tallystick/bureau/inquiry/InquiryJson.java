package dev.tallystick.bureau.inquiry;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An inquiry on the wire.
 *
 * @param request the lender's signed statement
 */
@Schema(name = "InquiryRequest")
record InquiryJson(
    @Schema(description = "The lender's inquiry+jws, to the bureau's party id")
        @NotNull @Size(min = 1, max = 16_384) String request) {}
