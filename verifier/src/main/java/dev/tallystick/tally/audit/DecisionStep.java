package dev.tallystick.tally.audit;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.keys.InvalidJwsException;
import dev.tallystick.keys.Jws;
import dev.tallystick.tally.report.CheckReport;
import java.util.Optional;

/**
 * Every release carries a permit that was good when it was recorded, and says what was permitted
 * (I3). Whether the permit was right is for who decides again (I2).
 */
final class DecisionStep implements AuditStep {
  private final AuditFindings findings = new AuditFindings("decisions");
  private final LoggedSigningKeys keys;
  private final boolean withSignatures;
  private long releases;

  /**
   * @param keys sees every entry before this step does
   * @param withSignatures whether consent-service's signatures are verified too
   */
  DecisionStep(LoggedSigningKeys keys, boolean withSignatures) {
    this.keys = keys;
    this.withSignatures = withSignatures;
  }

  @Override
  public void see(AuditedEntry entry) {
    if (!entry.is("data.released") || entry.body().isEmpty()) {
      return;
    }
    Optional<String> decision = DecisionCheck.text(entry, "decision");
    if (decision.isEmpty()) {
      if (entry.opening().internal() instanceof OpenedPart.Withheld) {
        findings.untoldAt(entry.index(), "the part that holds its decision is withheld");
      } else {
        findings.at(entry.index(), "a release without a decision");
      }
      return;
    }
    releases++;
    claims(entry, decision.get())
        .flatMap(claims -> DecisionCheck.violation(entry, claims))
        .ifPresent(rule -> findings.at(entry.index(), rule));
  }

  private Optional<JsonObject> claims(AuditedEntry entry, String jws) {
    Optional<JsonObject> claims;
    try {
      claims =
          withSignatures
              ? JwsPayload.parse(
                  Jws.verify(
                          jws,
                          DecisionCheck.TYPE,
                          keys.of(DecisionCheck.ISSUER, entry.recordedMillis()))
                      .payload())
              : JwsPayload.of(jws);
    } catch (InvalidJwsException e) {
      findings.at(
          entry.index(),
          "its decision is not signed by a key of consent-service that the log has registered: "
              + e.getMessage());
      return Optional.empty();
    }
    if (claims.isEmpty()) {
      findings.at(entry.index(), "its decision cannot be read");
    }
    return claims;
  }

  @Override
  public void pass(long index) {}

  @Override
  public void tell(CheckReport report, long size) {
    findings.tell(
        report,
        "%d releases are as their decisions permit%s"
            .formatted(releases, withSignatures ? ", which consent-service signed" : ""));
    report.fact("releases", releases);
  }
}
