package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.SoldRelease;
import dev.tallystick.tlog.Hash;
import java.util.Optional;

/**
 * A seller says what it has released to whom for how much: the seller's half of the proof, which
 * stands for ever. The audience is the recipient.
 *
 * @param release the id of the release
 * @param product what was sold; empty where no product is
 * @param payloadDigest of the plaintext
 * @param jweDigest of the sealed payload as it was sent
 */
public record SellerStatement(
    Claims claims,
    String release,
    String subject,
    String to,
    Optional<String> product,
    Hash payloadDigest,
    Hash jweDigest,
    Optional<ReleaseCost> fee)
    implements Statement {
  /** Refuses what no release says. */
  public SellerStatement {
    Form.RELEASE.require("release", release);
    Form.SUBJECT.require("subject", subject);
    Form.PARTY.require("to", to);
    Form.PRODUCT.require("product", product);
    if (!claims.audience().equals(to)) {
      throw new IllegalFieldException("to", "is the audience");
    }
  }

  /**
   * Reads a seller's half; if no exception is thrown, the expected party has signed it for the
   * expected recipient.
   */
  public static SellerStatement verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(StatementType.SELLER, jws, keys, expected, SellerStatement::read);
  }

  private static SellerStatement read(Claims claims, JsonObject content) {
    SoldRelease said = SoldRelease.read(content);
    return new SellerStatement(
        claims,
        said.release(),
        said.subject(),
        said.to(),
        said.product(),
        said.payloadDigest(),
        said.jweDigest(),
        said.fee().map(ReleaseCost::of));
  }

  @Override
  public StatementType type() {
    return StatementType.SELLER;
  }

  @Override
  public JsonObject content() {
    return SoldRelease.builder()
        .release(release)
        .subject(subject)
        .to(to)
        .product(product)
        .payloadDigest(payloadDigest)
        .jweDigest(jweDigest)
        .fee(fee.map(ReleaseCost::toDocument))
        .build()
        .toJson();
  }
}
