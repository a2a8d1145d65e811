package dev.tallystick.party;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.VerificationKeys;
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
    Optional<String> endPurpose,
    Optional<String> endUser,
    Optional<String> inquiry,
    Optional<String> product,
    Optional<String> label,
    Optional<Observed> observed)
    implements Statement {
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
    Form.CODE.require("endPurpose", endPurpose);
    Form.PARTY.require("endUser", endUser);
    Form.INQUIRY.require("inquiry", inquiry);
    Form.PRODUCT.require("product", product);
    Form.LABEL.require("label", label);
  }

  /** A request for records of any time. */
  public ReleaseRequest(
      Claims claims,
      String subject,
      String to,
      String purpose,
      List<String> categories,
      List<String> from,
      Optional<String> endPurpose,
      Optional<String> endUser,
      Optional<String> inquiry,
      Optional<String> product,
      Optional<String> label) {
    this(
        claims,
        subject,
        to,
        purpose,
        categories,
        from,
        endPurpose,
        endUser,
        inquiry,
        product,
        label,
        Optional.empty());
  }

  /** The same request for records of this time. */
  public ReleaseRequest observedWithin(Observed time) {
    return new ReleaseRequest(
        claims,
        subject,
        to,
        purpose,
        categories,
        from,
        endPurpose,
        endUser,
        inquiry,
        product,
        label,
        Optional.of(time));
  }

  /** A request of a holder to hand its records about a person to {@code to} itself. */
  public static ReleaseRequest direct(
      Claims claims,
      String subject,
      String to,
      String purpose,
      List<String> categories,
      String label) {
    Optional<String> none = Optional.empty();
    return new ReleaseRequest(
        claims,
        subject,
        to,
        purpose,
        categories,
        List.of(claims.issuer()),
        none,
        none,
        none,
        none,
        Optional.of(label));
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

  private static ReleaseRequest read(Claims claims, Members members) {
    return new ReleaseRequest(
        claims,
        members.text("subject"),
        members.text("to"),
        members.text("purpose"),
        members.texts("categories"),
        members.texts("from"),
        members.optionalText("endPurpose"),
        members.optionalText("endUser"),
        members.optionalText("inquiry"),
        members.optionalText("product"),
        members.optionalText("label"),
        observed(members));
  }

  private static Optional<Observed> observed(Members members) {
    Optional<String> from = members.optionalText("observedFrom");
    Optional<String> until = members.optionalText("observedUntil");
    if (from.isEmpty() && until.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Observed(members.text("observedFrom"), members.text("observedUntil")));
  }

  @Override
  public StatementType type() {
    return StatementType.RELEASE_REQUEST;
  }

  @Override
  public JsonObject toJson() {
    JsonObject.Builder json =
        claims
            .toJson()
            .put("subject", subject)
            .put("to", to)
            .put("purpose", purpose)
            .put("categories", JsonArray.ofStrings(categories))
            .putIfPresent("endPurpose", endPurpose)
            .putIfPresent("endUser", endUser)
            .putIfPresent("inquiry", inquiry)
            .putIfPresent("product", product)
            .putIfPresent("label", label)
            .putIfPresent("observedFrom", observed.map(Observed::from))
            .putIfPresent("observedUntil", observed.map(Observed::until));
    if (!from.isEmpty()) {
      json.put("from", JsonArray.ofStrings(from));
    }
    return json.build();
  }
}
