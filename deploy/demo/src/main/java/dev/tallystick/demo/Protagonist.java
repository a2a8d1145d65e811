package dev.tallystick.demo;

import dev.tallystick.local.identity.KnownIdentities;
import dev.tallystick.local.identity.Registrar;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.StateFolder;
import dev.tallystick.party.Identifier;
import java.io.IOException;
import java.util.Optional;

/**
 * The person whose story is told: {@code citizen1} the first time, somebody new each time after
 * that, so that nothing of an earlier story decides this one.
 *
 * @param name the log-in
 * @param subject the token that the data vault has allotted
 */
record Protagonist(String name, String subject, Identifier identifier) {
  private static final int FIRST_NUMBER = 1_000_000;
  private static final String CITIZEN = "citizen";

  /** Enrols the person of that telling. */
  static Protagonist of(int run, StateFolder folder) throws IOException {
    Identifier identifier = new InventedPerson(FIRST_NUMBER + run).identifier();
    String name = run == 1 ? "citizen1" : "citizen-of-run-" + run;
    Ports ports = Ports.remembered(folder);
    Registrar registrar =
        new Registrar(
            folder,
            "http://127.0.0.1:" + ports.keycloak(),
            "http://127.0.0.1:" + ports.service(8082));
    Identity.Person person =
        (Identity.Person)
            new KnownIdentities(folder).all().find(name).orElseGet(() -> newcomer(name, run));
    String subject = registrar.enrol(person, identifier.scheme(), identifier.value());
    return new Protagonist(name, subject, identifier);
  }

  private static Identity newcomer(String name, int run) {
    Optional<String> none = Optional.empty();
    return new Identity.Person(name, CITIZEN, "Person", "No" + run, none, none, none);
  }

  /** Shows no identifier. */
  @Override
  public String toString() {
    return name;
  }
}
