package dev.tallystick.vault.right;

import java.util.List;

/** What platforms claim about a person's identifiers, the latest first. */
record MyIdentityClaimsJson(List<MyIdentityClaimJson> claims) {}
