package dev.tallystick.bureau.decision;

import dev.tallystick.events.json.JsonObject;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/** A question as consent-service is asked it. */
@RegisterForReflection
record SaleQuestionDocument(
    String step,
    boolean dryRun,
    String request,
    String requestType,
    String subject,
    String caller,
    String from,
    String to,
    String endUser,
    String purpose,
    Optional<JsonObject> purposeObject,
    String inquiry,
    String product,
    String consent,
    List<String> categories,
    Optional<List<ParentJson>> parents,
    Optional<JsonObject> fee) {

  /** A release that the report is made from, and the platform it came from. */
  record ParentJson(String event, String from) {}

  /** Shows no token. */
  @Override
  public String toString() {
    return "SaleQuestionDocument[" + inquiry + "]";
  }
}
