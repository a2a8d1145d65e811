package dev.tallystick.tally.market;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.IdentityClaimStatement;
import dev.tallystick.tlog.Hash;
import java.util.Optional;

/** A platform's claim in a market that tokens are one person's. */
public final class ClaimedTokens {
  private ClaimedTokens() {}

  /** Appends its entries under these tokens, with what the platform has signed. */
  public static void append(Market market, String claim, String... tokens) {
    JsonObject evidence = Example.of("identity.claimed").json().getObject("evidence");
    String statement =
        new IdentityClaimStatement(
                market.claims(Market.PLATFORM, "data-vault", 60),
                Hash.sha256(new byte[0]),
                evidence.getString("method"),
                Hash.fromHex(evidence.getString("digest")))
            .sign(market.keyOf(Market.PLATFORM));
    for (String token : tokens) {
      JsonObject data =
          Example.of("identity.claimed")
              .with("claim", claim)
              .with("party", Market.PLATFORM)
              .with("statement", statement)
              .json();
      long unused = market.log().append("identity.claimed", Optional.of(token), data);
    }
  }
}
