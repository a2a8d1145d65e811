package dev.tallystick.vault.link;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** The identifier that a customer number is said to be one person's with. */
record ClaimedIdentifierJson(
    @NotNull @Pattern(regexp = "ID_CARD|PHONE") String scheme,
    @NotNull @Size(min = 1, max = 128) String value) {
  @Override
  public String toString() {
    return "ClaimedIdentifierJson[redacted]";
  }
}
