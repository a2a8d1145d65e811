package dev.tallystick.vault.right;

import dev.tallystick.vault.link.LinkClaim;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A claim as the person sees it who has one of its two tokens: it names neither.
 *
 * @param scheme what kind of identifier the person has of the two; the customer number if both
 * @param other what kind the other one is
 * @param proved whether the person who is logged in has proved both
 */
record MyIdentityClaimJson(
    String claim,
    String party,
    String state,
    String scheme,
    String other,
    String method,
    String evidence,
    Instant claimedAt,
    Instant lapsesAt,
    boolean proved,
    @Nullable String link) {
  private static final String CUSTOMER = "CUSTOMER_NO";

  static MyIdentityClaimJson of(LinkClaim claim, Set<String> tokens, Set<String> proved) {
    LinkClaim.Basis basis = claim.basis();
    boolean ofCustomer = tokens.contains(claim.customer());
    return new MyIdentityClaimJson(
        claim.id(),
        claim.platform(),
        claim.state().name(),
        ofCustomer ? CUSTOMER : basis.otherScheme(),
        ofCustomer ? basis.otherScheme() : CUSTOMER,
        basis.method(),
        basis.evidence().hex(),
        basis.claimedAt(),
        claim.lapsesAt(),
        claim.isWithin(proved),
        claim.link().map(Object::toString).orElse(null));
  }
}
