package dev.tallystick.system.abuse;

import java.util.Map;
import java.util.Optional;

/** Operations that show things by id to whoever has the role, and why that is right. */
final class OpenToAll {
  private static final Map<String, String> REASONS =
      Map.of(
          "consent-service GET /v1/parties",
          "the register of parties, with their keys, licences and agreements, is open to parties",
          "consent-service GET /v1/parties/{id}",
          "parties look up each other's keys and licences before they deal",
          "consent-service GET /v1/parties/{id}/owners",
          "whose a bureau is concerns whoever may deal with it (R62)",
          "consent-service GET /v1/notices/{id}",
          "a notice is the text that was shown; it names no person",
          "consent-service GET /v1/packs/{digest}",
          "rule packs are public",
          "data-vault GET /v1/imports/{key}",
          "a key means the caller's own import; of a key never used it is at line 0");

  /** Operations whose body may name what is another's, and why that is right. */
  private static final Map<String, String> NAMING =
      Map.of(
          "consent-service POST /v1/notices",
          "a person is shown notices about whichever parties there are",
          "consent-service POST /v1/rights",
          "a person asks whichever party, and for another by evidence that the party looks at (R49)",
          "audit-service POST /v1/subjects:usage",
          "an auditor of everything reads whichever person's list; others are refused",
          "data-vault POST /v1/me/erasures",
          "a person erases their own records of whomever they name");

  private OpenToAll() {}

  static Optional<String> reason(ApiOperation operation) {
    return Optional.ofNullable(REASONS.get(operation.name()));
  }

  static Optional<String> reasonToName(ApiOperation operation) {
    return Optional.ofNullable(NAMING.get(operation.name()));
  }
}
