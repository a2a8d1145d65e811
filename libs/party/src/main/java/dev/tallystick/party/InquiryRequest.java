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
 */
public record InquiryRequest(
    Claims claims,
    String inquiry,
    String subject,
    String product,
    String purpose,
    Optional<PurposeReference> purposeObject,
    String consent,
    List<String> categories)
    implements Statement {
  /** Refuses what no inquiry says; puts the categories in order. */
  public InquiryRequest {
    Form.INQUIRY.require("inquiry", inquiry);
    Form.SUBJECT.require("subject", subject);
    Form.PRODUCT.require("product", product);
    Form.CODE.require("purpose", purpose);
    Form.CONSENT.require("consent", consent);
    categories = Form.CODE.set("categories", categories);
  }

  /**
   * Reads an inquiry; if no exception is thrown, the expected party has signed it, for the expected
   * audience and time.
   */
  public static InquiryRequest verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(StatementType.INQUIRY, jws, keys, expected, InquiryRequest::read);
  }

  private static InquiryRequest read(Claims claims, JsonObject content) {
    InquiryTerms said = InquiryTerms.read(content);
    return new InquiryRequest(
        claims,
        said.inquiry(),
        said.subject(),
        said.product(),
        said.purpose(),
        said.purposeObject().map(PurposeReference::of),
        said.consent(),
        said.categories());
  }

  @Override
  public StatementType type() {
    return StatementType.INQUIRY;
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
