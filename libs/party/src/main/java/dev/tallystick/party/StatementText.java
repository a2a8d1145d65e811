package dev.tallystick.party;

import static dev.tallystick.party.StatementRefusal.REQUEST_AUDIENCE_WRONG;
import static dev.tallystick.party.StatementRefusal.REQUEST_EXPIRED;
import static dev.tallystick.party.StatementRefusal.REQUEST_MALFORMED;
import static dev.tallystick.party.StatementRefusal.REQUEST_PARTY_MISMATCH;
import static dev.tallystick.party.StatementRefusal.REQUEST_SIGNATURE_INVALID;

import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.InvalidJwsException;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.JwsHeader;
import dev.tallystick.party.document.StatementClaims;
import java.time.Instant;
import java.util.Base64;
import java.util.function.BiFunction;

/** A statement as text: read first, then judged, so that each refusal tells what is wrong. */
record StatementText(String jws, String typ, JsonObject payload) {
  private static final int PARTS = 3;
  private static final long SKEW_SECONDS = 5;

  static StatementText parse(String jws) throws InvalidStatementException {
    String[] parts = jws.split("\\.", -1);
    if (jws.length() > Jws.MAX_LENGTH || parts.length != PARTS) {
      throw malformed("", "is a compact JWS");
    }
    JsonObject header = object(decode(parts[0]));
    JsonObject payload = canonicalObject(decode(parts[1]));
    return new StatementText(jws, new JwsHeader.Partial(header).typ().orElse(""), payload);
  }

  String issuer() throws InvalidStatementException {
    return new StatementClaims.Partial(payload)
        .iss()
        .orElseThrow(() -> malformed("iss", "must be there"));
  }

  /** Judges a text as a statement of this kind; what is returned holds. */
  static <S extends Statement> S verify(
      StatementType type,
      String jws,
      VerificationKeys keys,
      Expected expected,
      BiFunction<Claims, JsonObject, S> form)
      throws InvalidStatementException {
    StatementText text = parse(jws);
    if (!text.typ.equals(type.typ())) {
      throw malformed("", "is of the kind " + type.typ());
    }
    S statement = read(type, text.payload, form);
    // Before the signature: the keys are the expected issuer's, with which another's would fail.
    if (!statement.claims().issuer().equals(expected.issuer())) {
      throw new InvalidStatementException(
          REQUEST_PARTY_MISMATCH, "iss", "is the party that presents the statement");
    }
    try {
      Jws.verify(jws, type.typ(), keys);
    } catch (InvalidJwsException e) {
      throw new InvalidStatementException(
          REQUEST_SIGNATURE_INVALID, "", "is not signed by its issuer: " + e.getMessage());
    }
    if (!statement.claims().audience().equals(expected.audience())) {
      throw new InvalidStatementException(
          REQUEST_AUDIENCE_WRONG, "aud", "is " + expected.audience());
    }
    checkTime(type, statement.claims(), expected);
    return statement;
  }

  private static <S extends Statement> S read(
      StatementType type, JsonObject payload, BiFunction<Claims, JsonObject, S> form)
      throws InvalidStatementException {
    try {
      Claims claims = Claims.read(payload.only(StatementClaims.MEMBERS));
      claims.check(type);
      return form.apply(claims, payload.without(StatementClaims.MEMBERS));
    } catch (IllegalFieldException e) {
      throw malformed(e.field(), e.rule());
    } catch (IllegalMemberException e) {
      throw malformed(e.member(), e.rule());
    }
  }

  private static void checkTime(StatementType type, Claims claims, Expected expected)
      throws InvalidStatementException {
    long seconds = expected.now().map(Instant::getEpochSecond).orElse(claims.issuedAt());
    if (claims.issuedAt() > seconds + SKEW_SECONDS) {
      throw new InvalidStatementException(REQUEST_EXPIRED, "iat", "is not in the future");
    }
    if (type.isExpiryChecked()
        && claims.expiresAt().orElse(Long.MAX_VALUE) < seconds - SKEW_SECONDS) {
      throw new InvalidStatementException(REQUEST_EXPIRED, "exp", "is not in the past");
    }
  }

  private static byte[] decode(String part) throws InvalidStatementException {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException e) {
      throw malformed("", "is a compact JWS");
    }
  }

  private static JsonObject canonicalObject(byte[] utf8) throws InvalidStatementException {
    try {
      JsonValue value =
          CanonicalJson.findCanonical(utf8)
              .orElseThrow(() -> malformed("", "is in canonical JSON"));
      if (value instanceof JsonObject object) {
        return object;
      }
    } catch (MalformedJsonException e) {
      throw malformed("", "is JSON of the data model: " + e.reason().rule());
    }
    throw malformed("", "is a JSON object");
  }

  private static JsonObject object(byte[] utf8) throws InvalidStatementException {
    try {
      if (CanonicalJson.parse(utf8) instanceof JsonObject object) {
        return object;
      }
    } catch (MalformedJsonException e) {
      throw malformed("", "is JSON of the data model: " + e.reason().rule());
    }
    throw malformed("", "is a JSON object");
  }

  private static InvalidStatementException malformed(String field, String rule) {
    return new InvalidStatementException(REQUEST_MALFORMED, field, rule);
  }
}
