package dev.tallystick.vault.link;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** What a platform claims in one call. */
record LinkClaimsJson(
    @NotNull @Size(min = 1, max = 100) @Valid List<@NotNull LinkClaimJson> claims) {
  @Override
  public String toString() {
    return "LinkClaimsJson[redacted]";
  }
}
