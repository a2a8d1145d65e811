package dev.tallystick.vault.alert;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Where a person wants to be told, and how. */
record AlertAddressRequestJson(
    @NotNull @Size(min = 3, max = 2000) @Pattern(regexp = "[\\x21-\\x7e]*") String to,
    @NotNull @Pattern(regexp = "AT_ONCE|DAILY") String pace,
    @NotNull @Pattern(regexp = "en|zh") String language) {
  AlertAddress.Choice toChoice() {
    return new AlertAddress.Choice(AlertAddress.Pace.valueOf(pace), AlertLanguage.ofTag(language));
  }

  @Override
  public String toString() {
    return "AlertAddressRequestJson[redacted]";
  }
}
