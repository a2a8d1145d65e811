package dev.tallystick.audit.acknowledgement;

import java.util.Optional;

/**
 * Who hands a statement in, as their token says.
 *
 * @param party the party that the account acts for
 * @param client the OIDC client
 * @param isService whether it is one of the suite's services
 */
record Presenter(Optional<String> party, String client, boolean isService) {
  /** The service that acts for the bureaus it hosts. */
  private static final String BUREAUS = "bureau-service";

  boolean isParty(String id) {
    return party.filter(id::equals).isPresent();
  }

  boolean actsForBureaus() {
    return isService && client.equals(BUREAUS);
  }
}
