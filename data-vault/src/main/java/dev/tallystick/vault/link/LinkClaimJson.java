package dev.tallystick.vault.link;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** A claim as a platform sends it: what it has signed, and what that is about. */
record LinkClaimJson(
    @NotNull @Size(max = 16_384) String statement,
    @NotNull @Size(min = 1, max = 128) String customer,
    @NotNull @Valid ClaimedIdentifierJson other,
    @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{43}") String salt) {
  ClaimLink.Asked toAsked() {
    return new ClaimLink.Asked(
        statement, customer, other.scheme(), other.value(), new ClaimLink.Salt(salt));
  }

  @Override
  public String toString() {
    return "LinkClaimJson[redacted]";
  }
}
