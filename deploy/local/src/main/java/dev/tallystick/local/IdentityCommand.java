package dev.tallystick.local;

import dev.tallystick.local.identity.Enrolment;
import dev.tallystick.local.identity.KeycloakAdmin;
import dev.tallystick.local.identity.KnownIdentities;
import dev.tallystick.local.identity.Tokens;
import dev.tallystick.local.realm.Identities;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.realm.RealmTemplate;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.StateFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code identity add NAME}: adds somebody to the realm of the running suite, and prints the
 * credentials. A person with an identifier is enrolled at the data vault, which tells the token.
 */
record IdentityCommand(PrintStream out) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,63}");
  private static final String CITIZEN = "citizen";
  private static final String AUDITOR = "auditor";
  private static final List<String> ORGANISATIONS = List.of("platform", "bureau", "lender");

  int run(Arguments arguments)
      throws NotAStateFolderException, Arguments.UsageException, IOException {
    List<String> words = arguments.words();
    if (words.size() != 2 || !words.get(0).equals("add")) {
      throw new Arguments.UsageException("the command is: identity add NAME --role ROLE");
    }
    Identity identity = identity(words.get(1), arguments);
    StateFolder folder = StateFolder.existing(arguments.home());
    add(identity, arguments.value("--identifier"), folder);
    return 0;
  }

  /** What the command line describes. */
  static Identity identity(String name, Arguments arguments) throws Arguments.UsageException {
    if (!NAME.matcher(name).matches()) {
      throw new Arguments.UsageException("a name has 3 to 64 of a-z, 0-9, dot, dash, underscore");
    }
    String role = arguments.value("--role").orElse("");
    if (!Identities.isRole(role)) {
      throw new Arguments.UsageException(
          "--role is citizen, platform, bureau, lender, auditor, regulator or operator");
    }
    Optional<String> party = arguments.value("--party");
    boolean isSubject = role.equals(CITIZEN);
    if (isSubject != arguments.value("--identifier").isPresent()) {
      throw new Arguments.UsageException(
          "a citizen, and nobody else, has --identifier SCHEME:VALUE");
    }
    if (party.isPresent() && !ORGANISATIONS.contains(role)) {
      throw new Arguments.UsageException("only a platform, bureau or lender has clerks");
    }
    if (ORGANISATIONS.contains(role) && party.isEmpty()) {
      return new Identity.Organisation(name, role);
    }
    Optional<String> scope =
        role.equals(AUDITOR)
            ? Optional.of(arguments.value("--scope").orElse("*"))
            : Optional.empty();
    Optional<String> staff = party.map(employer -> name);
    return new Identity.Person(name, role, "Person", name, party, staff, scope);
  }

  private void add(Identity identity, Optional<String> identifier, StateFolder folder)
      throws IOException, Arguments.UsageException {
    KnownIdentities known = new KnownIdentities(folder);
    Optional<Identity> namesake = known.all().find(identity.name());
    boolean enrolsAgain = namesake.isPresent() && isCitizen(namesake.get()) && isCitizen(identity);
    if (namesake.isPresent() && !enrolsAgain) {
      throw new Arguments.UsageException(identity.name() + " is there already");
    }
    Identity added = enrolsAgain ? namesake.get() : identity;
    Secrets secrets = Secrets.in(folder.secrets());
    Addresses addresses = new Addresses(Ports.remembered(folder));
    String subject = "";
    if (identifier.isPresent()) {
      Tokens tokens = new Tokens(addresses.token(), secrets);
      String operator = tokens.of(known.all().find("operator").orElseThrow());
      subject = enrol(addresses, operator, identifier.get());
    }
    put(added, subject, addresses, secrets);
    if (namesake.isEmpty()) {
      known.add(added);
    }
    print(added, subject, secrets);
  }

  private static boolean isCitizen(Identity identity) {
    return identity.role().equals(CITIZEN);
  }

  private static String enrol(Addresses addresses, String operator, String identifier)
      throws IOException, Arguments.UsageException {
    int colon = identifier.indexOf(':');
    if (colon < 1) {
      throw new Arguments.UsageException("--identifier is SCHEME:VALUE, such as ID_CARD:…");
    }
    String vault = addresses.service(Suite.find("vault").orElseThrow());
    return new Enrolment(vault)
        .subject(operator, identifier.substring(0, colon), identifier.substring(colon + 1));
  }

  private static void put(Identity identity, String subject, Addresses addresses, Secrets secrets)
      throws IOException {
    new KeycloakAdmin(
            addresses.keycloak(), KeycloakStep.ADMIN, secrets.password(KeycloakStep.ADMIN_SECRET))
        .put(
            identity,
            name -> name.startsWith(RealmTemplate.SUBJECT) ? subject : secret(identity, secrets));
  }

  private static String secret(Identity identity, Secrets secrets) {
    return identity instanceof Identity.Person
        ? secrets.password(identity.name())
        : secrets.machine(identity.name());
  }

  private void print(Identity identity, String subject, Secrets secrets) {
    boolean isPerson = identity instanceof Identity.Person;
    out.println((isPerson ? "user      " : "client    ") + identity.name());
    out.println((isPerson ? "password  " : "secret    ") + secret(identity, secrets));
    out.println("role      " + identity.role());
    if (!subject.isEmpty()) {
      out.println("subject   " + subject);
    }
    out.println("token     tallystick token " + identity.name());
  }
}
