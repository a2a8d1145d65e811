package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.InquiryTerms;
import java.util.List;
import java.util.Optional;

/**
 * A lender asks a bureau for a report about a person; the audience is the bureau's party id.
 *
 * @param inquiry the inquiry's id, drawn by the lender
 * @param subject the person's token; a raw identifier has no place here
 * @param consent the person's consent to this query
 * @param categories what the report may be made of; none means all that the product is made of
 * @param type an inquiry that is answered once, or a standing one
 */
public record InquiryRequest(
    Claims claims,
    String inquiry,
    String subject,
    String product,
    String purpose,
    Optional<PurposeReference> purposeObject,
    String consent,
    List<String> categories,
    StatementType type)
    implements Statement {
  /** Refuses what no inquiry says; puts the categories in order. */
  public InquiryRequest {
    Form.INQUIRY.require("inquiry", inquiry);
    Form.SUBJECT.require("subject", subject);
    Form.PRODUCT.require("product", product);
    Form.CODE.require("purpose", purpose);
    Form.CONSENT.require("consent", consent);
    categories = Form.CODE.set("categories", categories);
    if (type != StatementType.INQUIRY && type != StatementType.STANDING_INQUIRY) {
      throw new IllegalArgumentException("no kind of inquiry: " + type);
    }
  }

  /** An inquiry that is answered once. */
  public InquiryRequest(
      Claims claims,
      String inquiry,
      String subject,
      String product,
      String purpose,
      Optional<PurposeReference> purposeObject,
      String consent,
      List<String> categories) {
    this(
        claims,
        inquiry,
        subject,
        product,
        purpose,
        purposeObject,
        consent,
        categories,
        StatementType.INQUIRY);
  }

  /** The same, to be answered whenever something about the person changes, until it expires. */
  public InquiryRequest standing() {
    return new InquiryRequest(
        claims,
        inquiry,
        subject,
        product,
        purpose,
        purposeObject,
        consent,
        categories,
        StatementType.STANDING_INQUIRY);
  }

  /**
   * Reads an inquiry; if no exception is thrown, the expected party has signed it, for the expected
   * audience and time.
   */
  public static InquiryRequest verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return verify(StatementType.INQUIRY, jws, keys, expected);
  }

  /** Reads a standing inquiry in the same way. */
  public static InquiryRequest verifyStanding(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return verify(StatementType.STANDING_INQUIRY, jws, keys, expected);
  }

  private static InquiryRequest verify(
      StatementType type, String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(
        type, jws, keys, expected, (claims, content) -> read(claims, content, type));
  }

  private static InquiryRequest read(Claims claims, JsonObject content, StatementType type) {
    InquiryTerms said = InquiryTerms.read(content);
    return new InquiryRequest(
        claims,
        said.inquiry(),
        said.subject(),
        said.product(),
        said.purpose(),
        said.purposeObject().map(PurposeReference::of),
        said.consent(),
        said.categories(),
        type);
  }

  @Override
  public JsonObject content() {
    return InquiryTerms.builder()
        .inquiry(inquiry)
        .subject(subject)
        .product(product)
        .purpose(purpose)
        .purposeObject(purposeObject.map(PurposeReference::toDocument))
        .consent(consent)
        .categories(categories)
        .build()
        .toJson();
  }
}
