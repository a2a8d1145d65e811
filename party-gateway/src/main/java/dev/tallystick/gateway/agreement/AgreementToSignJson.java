package dev.tallystick.gateway.agreement;

import dev.tallystick.gateway.consent.PersonJson.Forms;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An agreement that the party signs.
 *
 * @param agreement its id, as the other party has it; drawn if absent
 * @param text what is agreed, character for character; hashed as UTF-8
 * @param textHash SHA-256 of the text in hexadecimal digits, in place of the text
 */
record AgreementToSignJson(
    @NotNull @Pattern(regexp = Forms.PARTY) String provider,
    @NotNull @Pattern(regexp = Forms.PARTY) String receiver,
    @Pattern(regexp = "agr_" + Forms.UUID7) @Nullable String agreement,
    @Size(min = 1, max = 200_000) @Nullable String text,
    @Pattern(regexp = "[0-9a-f]{64}") @Nullable String textHash) {}
