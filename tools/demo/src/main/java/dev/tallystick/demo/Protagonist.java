package dev.tallystick.demo;

import dev.tallystick.local.identity.KnownIdentities;
import dev.tallystick.local.identity.ProvedIdentifier;
import dev.tallystick.local.identity.Registrar;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.ClientAddresses;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.party.Identifier;
import java.io.IOException;
import java.util.List;
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
  static Protagonist of(int run, SuiteFolder folder) throws IOException {
    String name = run == 1 ? "citizen1" : "citizen-of-run-" + run;
    return enrol(name, new InventedPerson(FIRST_NUMBER + run), folder);
  }

  /** Lets somebody of the crowd log in as {@code citizen2}. */
  static Protagonist ofCrowd(SuiteFolder folder) throws IOException {
    return enrol("citizen2", new InventedPerson(0), folder);
  }

  private static Protagonist enrol(String name, InventedPerson invented, SuiteFolder folder)
      throws IOException {
    Identifier identifier = invented.identifier();
    ClientAddresses addresses = ClientAddresses.of(folder);
    Registrar registrar =
        new Registrar(folder, addresses.keycloak().toString(), addresses.vault().toString());
    Identity.Person person =
        (Identity.Person)
            new KnownIdentities(folder).all().find(name).orElseGet(() -> newcomer(name, invented));
    String subject = registrar.enrol(person, identifier.scheme(), identifier.value());
    return new Protagonist(name, subject, identifier);
  }

  /** Whoever adds people vouches for these identifiers of the person too; the log-in stays. */
  void prove(RunningSuite suite, List<ProvedIdentifier> identifiers) throws IOException {
    Identity known =
        new KnownIdentities(suite.folder())
            .all()
            .find(name)
            .orElseThrow(() -> new IOException("nobody is called " + name));
    List<String> unused = suite.registrar().enrol((Identity.Person) known, identifiers);
  }

  private static Identity newcomer(String name, InventedPerson invented) {
    Optional<String> none = Optional.empty();
    return new Identity.Person(
        name, CITIZEN, invented.givenName(), invented.familyName(), none, none, none);
  }

  /** Shows no identifier. */
  @Override
  public String toString() {
    return name;
  }
}
