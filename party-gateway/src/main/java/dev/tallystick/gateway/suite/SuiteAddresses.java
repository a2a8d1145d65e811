package dev.tallystick.gateway.suite;

import dev.tallystick.party.Endpoints;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the services of the suite are. */
@Singleton
final class SuiteAddresses {
  private final Endpoints endpoints;

  SuiteAddresses(
      @ConfigProperty(name = "tallystick.consent.url") URI consent,
      @ConfigProperty(name = "tallystick.vault.url") URI vault,
      @ConfigProperty(name = "tallystick.bureau.url") URI bureau,
      @ConfigProperty(name = "tallystick.audit.url") URI audit) {
    this.endpoints = new Endpoints(consent, vault, bureau, audit);
  }

  Endpoints endpoints() {
    return endpoints;
  }
}
