package dev.tallystick.consent.party;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.LoggedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** An enrolment code, told once, with the entry that says who issued it. */
@RegisterForReflection // inside a Response, which tells nobody its type
record EnrolmentJson(String party, String code, Instant validTo, @JsonUnwrapped LoggedJson logged) {
  static EnrolmentJson of(String party, PartyEnrolment.Issued issued) {
    return new EnrolmentJson(
        party, issued.code().text(), issued.validTo(), LoggedJson.of(issued.logged()));
  }

  /** Shows no code. */
  @Override
  public String toString() {
    return "EnrolmentJson[" + party + "]";
  }
}
