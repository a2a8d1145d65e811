package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.ReleaseTerms;
import java.util.List;
import java.util.Optional;

/**
 * A party asks the data vault to release records about a person to a recipient; the audience is
 * {@code data-vault}. A bureau asks for itself; a platform that would sell directly asks with
 * itself as the only source, and is judged by both parties' roles whatever the label says.
 *
 * @param from restricts the sources; none means all that have records
 * @param label what the asking party calls the payload; recorded, never judged
 * @param observed only records of this time; of any time when empty
 */
public record ReleaseRequest(
    Claims claims,
    String subject,
    String to,
    String purpose,
    List<String> categories,
    List<String> from,
    EndUse endUse,
    Optional<String> label,
    Optional<Observed> observed)
    implements Statement {
  /**
   * What the recipient will make of the records, and for whom.
   *
   * @param inquiry the end user's inquiry
   * @param product what it is sold
   */
  public record EndUse(
      Optional<String> purpose,
      Optional<String> user,
      Optional<String> inquiry,
      Optional<String> product) {
    /** Of a recipient that is the end user itself. */
    public static final EndUse NONE =
        new EndUse(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Refuses what no end use is. */
    public EndUse {
      Form.CODE.require("endPurpose", purpose);
      Form.PARTY.require("endUser", user);
      Form.INQUIRY.require("inquiry", inquiry);
      Form.PRODUCT.require("product", product);
    }
  }

  /**
   * When records were observed.
   *
   * @param from the first instant
   * @param until the first instant after
   */
  public record Observed(String from, String until) {
    /** Refuses a time that is none. */
    public Observed {
      Form.INSTANT.require("observedFrom", from);
      Form.INSTANT.require("observedUntil", until);
      if (from.compareTo(until) >= 0) {
        throw new IllegalFieldException("observedUntil", "is after observedFrom");
      }
    }

    private static Optional<Observed> of(Optional<String> from, Optional<String> until) {
      if (from.isPresent() != until.isPresent()) {
        throw new IllegalFieldException(
            from.isPresent() ? "observedUntil" : "observedFrom", "must be there");
      }
      return from.map(first -> new Observed(first, until.orElseThrow()));
    }

    /** Whether a record of this time is asked for. */
    public boolean covers(String observedAt) {
      return from.compareTo(observedAt) <= 0 && observedAt.compareTo(until) < 0;
    }
  }

  /** Refuses what no request says; puts the sets in order. */
  public ReleaseRequest {
    Form.SUBJECT.require("subject", subject);
    Form.PARTY.require("to", to);
    Form.CODE.require("purpose", purpose);
    categories = Form.CODE.set("categories", categories);
    if (categories.isEmpty()) {
      throw new IllegalFieldException("categories", "must be there");
    }
    from = Form.PARTY.set("from", from);
    Form.LABEL.require("label", label);
  }

  /** The same request for records of this time. */
  public ReleaseRequest observedWithin(Observed time) {
    return new ReleaseRequest(
        claims, subject, to, purpose, categories, from, endUse, label, Optional.of(time));
  }

  /** A request of a holder to hand its records about a person to {@code to} itself. */
  public static ReleaseRequest direct(
      Claims claims,
      String subject,
      String to,
      String purpose,
      List<String> categories,
      String label) {
    return new ReleaseRequest(
        claims,
        subject,
        to,
        purpose,
        categories,
        List.of(claims.issuer()),
        EndUse.NONE,
        Optional.of(label),
        Optional.empty());
  }

  /**
   * Reads a request; if no exception is thrown, the expected party has signed it, for the expected
   * audience and time.
   */
  public static ReleaseRequest verify(String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    return StatementText.verify(
        StatementType.RELEASE_REQUEST, jws, keys, expected, ReleaseRequest::read);
  }

  private static ReleaseRequest read(Claims claims, JsonObject content) {
    ReleaseTerms said = ReleaseTerms.read(content);
    return new ReleaseRequest(
        claims,
        said.subject(),
        said.to(),
        said.purpose(),
        said.categories(),
        said.from(),
        new EndUse(said.endPurpose(), said.endUser(), said.inquiry(), said.product()),
        said.label(),
        Observed.of(said.observedFrom(), said.observedUntil()));
  }

  @Override
  public StatementType type() {
    return StatementType.RELEASE_REQUEST;
  }

  @Override
  public JsonObject content() {
    return ReleaseTerms.builder()
        .subject(subject)
        .to(to)
        .purpose(purpose)
        .categories(categories)
        .from(from)
        .endPurpose(endUse.purpose())
        .endUser(endUse.user())
        .inquiry(endUse.inquiry())
        .product(endUse.product())
        .label(label)
        .observedFrom(observed.map(Observed::from))
        .observedUntil(observed.map(Observed::until))
        .build()
        .toJson();
  }
}
