package dev.tallystick.vault.alert;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** What a mail has brought a person. */
record AlertConfirmationJson(@NotNull @Pattern(regexp = "[A-Za-z0-9_-]{43}") String code) {
  @Override
  public String toString() {
    return "AlertConfirmationJson[redacted]";
  }
}
