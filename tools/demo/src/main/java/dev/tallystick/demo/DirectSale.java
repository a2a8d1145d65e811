package dev.tallystick.demo;

import static dev.tallystick.demo.StepDiffersException.check;

import dev.tallystick.party.PartyClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.ReleaseRequest;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A platform tries to sell to a lender itself, under every name that such sales have had. */
record DirectSale(RunningSuite suite, String platform, String lender) {
  private static final List<String> LABELS =
      List.of("application data", "identity check", "basic data", "profile score", "tech service");

  String attempt(String subject) throws IOException, InterruptedException, StepDiffersException {
    Set<String> events = new LinkedHashSet<>();
    for (String label : LABELS) {
      RefusedException refused = refusal(subject, label);
      check(
          refused.code().equals("DIRECT_PROVISION_PROHIBITED"),
          "\"" + label + "\" is refused otherwise: " + refused.getMessage());
      events.add(refused.auditEventId().orElse(""));
    }
    check(events.size() == LABELS.size(), "not every label has an entry of its own: " + events);
    check(!events.contains(""), "a refusal names no entry");
    return "%s to %s under %d labels, DIRECT_PROVISION_PROHIBITED, logged as %s"
        .formatted(platform, lender, LABELS.size(), String.join(", ", events));
  }

  private RefusedException refusal(String subject, String label)
      throws IOException, InterruptedException, StepDiffersException {
    PartyClient client = suite.party(platform);
    try {
      client.release(
          ReleaseRequest.direct(
              client.claims("data-vault"),
              subject,
              lender,
              "LOAN_APPROVAL",
              List.of(Deposits.categories(platform).get(1)),
              label));
      throw new StepDiffersException("released as \"" + label + "\"");
    } catch (RefusedException e) {
      return e;
    }
  }
}
