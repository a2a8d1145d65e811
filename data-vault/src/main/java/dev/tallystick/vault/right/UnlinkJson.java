package dev.tallystick.vault.right;

import dev.tallystick.events.type.IdentityUnlinked;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Why a link is undone. */
record UnlinkJson(@NotNull @Pattern(regexp = "PERSON_REQUEST|WRONG_PERSON") String reason) {
  IdentityUnlinked.Reason toReason() {
    return IdentityUnlinked.Reason.of(reason);
  }
}
