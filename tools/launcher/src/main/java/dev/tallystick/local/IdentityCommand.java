package dev.tallystick.local;

import dev.tallystick.local.identity.EnrolmentCodes;
import dev.tallystick.local.identity.KnownIdentities;
import dev.tallystick.local.identity.ProvedIdentifier;
import dev.tallystick.local.identity.Registrar;
import dev.tallystick.local.identity.Tokens;
import dev.tallystick.local.realm.Identities;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code identity add NAME}: adds somebody to the realm of the running suite, and prints the
 * credentials. A person with an identifier is enrolled at the data vault, which tells the token;
 * with several, who adds the person vouches for all of them, and the person logs in by the first; a
 * party that is registered gets the code by which it registers its first keys. {@code identity code
 * PARTY} asks the regulator for another code.
 */
record IdentityCommand(PrintStream out) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,63}");
  private static final String CITIZEN = "citizen";
  private static final String AUDITOR = "auditor";
  private static final String REGULATOR = "regulator";
  private static final String MANAGER = "manager";

  /** The party in whose name a regulator acts, unless told otherwise. */
  private static final String AUTHORITY = "authority";

  private static final List<String> ORGANISATIONS = List.of("platform", "bureau", "lender");

  int run(Arguments arguments)
      throws NotAStateFolderException, Arguments.UsageException, IOException {
    List<String> words = arguments.words();
    if (words.size() == 2 && words.get(0).equals("code")) {
      out.println(code(words.get(1), SuiteFolder.existing(arguments.home())));
      return 0;
    }
    if (words.size() != 2 || !words.get(0).equals("add")) {
      throw new Arguments.UsageException(
          "the command is: identity add NAME --role ROLE, or identity code PARTY");
    }
    Identity identity = identity(words.get(1), arguments);
    SuiteFolder folder = SuiteFolder.existing(arguments.home());
    add(identity, arguments.all("--identifier"), folder);
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
          "--role is citizen, platform, bureau, lender, manager, auditor, regulator or operator");
    }
    Optional<String> party =
        arguments
            .value("--party")
            .or(() -> Optional.of(AUTHORITY).filter(authority -> role.equals(REGULATOR)));
    boolean isSubject = role.equals(CITIZEN);
    if (isSubject != arguments.value("--identifier").isPresent()) {
      throw new Arguments.UsageException(
          "a citizen, and nobody else, has --identifier SCHEME:VALUE, once or several times");
    }
    boolean isManager = role.equals(MANAGER);
    if (party.isPresent()
        && !ORGANISATIONS.contains(role)
        && !isManager
        && !role.equals(REGULATOR)) {
      throw new Arguments.UsageException(
          "only a platform, bureau or lender has clerks and managers");
    }
    if (isManager && party.isEmpty()) {
      throw new Arguments.UsageException("a manager has --party, the company that they work for");
    }
    if (ORGANISATIONS.contains(role) && party.isEmpty()) {
      return new Identity.Organisation(name, role);
    }
    Optional<String> scope =
        role.equals(AUDITOR)
            ? Optional.of(arguments.value("--scope").orElse("*"))
            : Optional.empty();
    Optional<String> staff = party.filter(employer -> !role.equals(REGULATOR)).map(who -> name);
    return new Identity.Person(name, role, "Person", name, party, staff, scope);
  }

  private void add(Identity identity, List<String> identifiers, SuiteFolder folder)
      throws IOException, Arguments.UsageException {
    Addresses addresses = new Addresses(Ports.remembered(folder));
    String vault = addresses.service(Suite.find("vault").orElseThrow());
    Registrar registrar = new Registrar(folder, addresses.keycloak(), vault);
    Optional<Identity> namesake = new KnownIdentities(folder).all().find(identity.name());
    if (identifiers.isEmpty()) {
      if (namesake.isPresent()) {
        throw new Arguments.UsageException(identity.name() + " is there already");
      }
      registrar.add(identity);
      print(identity, registrar);
      if (identity instanceof Identity.Organisation) {
        printCode(identity.name(), folder);
      }
      return;
    }
    Identity citizen = namesake.orElse(identity);
    if (!(citizen instanceof Identity.Person person) || !person.isSubject()) {
      throw new Arguments.UsageException(identity.name() + " is there already, and no citizen");
    }
    List<ProvedIdentifier> proved = new ArrayList<>();
    for (String identifier : identifiers) {
      proved.add(identifier(identifier));
    }
    List<String> subjects = registrar.enrol(person, proved);
    print(citizen, registrar);
    out.println("subject   " + subjects.get(0));
    subjects.stream().skip(1).forEach(other -> out.println("proved    " + other));
  }

  private static ProvedIdentifier identifier(String text) throws Arguments.UsageException {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new Arguments.UsageException(
          "--identifier is SCHEME:VALUE, such as ID_CARD:… or CUSTOMER_NO/mall-east:…");
    }
    return new ProvedIdentifier(text.substring(0, colon), text.substring(colon + 1));
  }

  private void printCode(String party, SuiteFolder folder) {
    try {
      out.println("code      " + code(party, folder));
    } catch (IOException e) {
      out.println("code      none yet: " + e.getMessage());
      out.println("          later: tallystick identity code " + party);
    }
  }

  private static String code(String party, SuiteFolder folder) throws IOException {
    Addresses addresses = new Addresses(Ports.remembered(folder));
    Identity regulator =
        new KnownIdentities(folder)
            .all()
            .find(REGULATOR)
            .orElseThrow(() -> new IOException("there is no regulator"));
    String token =
        new Tokens(addresses.token(), Secrets.in(folder.secrets()))
            .of(regulator, "consent-service");
    return new EnrolmentCodes(addresses.service(Suite.find("consent").orElseThrow()))
        .issue(token, party);
  }

  private void print(Identity identity, Registrar registrar) {
    boolean isPerson = identity instanceof Identity.Person;
    out.println((isPerson ? "user      " : "client    ") + identity.name());
    out.println((isPerson ? "password  " : "key       ") + registrar.credential(identity));
    if (identity instanceof Identity.Person person && person.isStaff()) {
      out.println("codes     " + registrar.codes(person) + "  (for an authenticator app)");
    }
    out.println("role      " + identity.role());
    out.println("call      tallystick call " + identity.name() + " METHOD URL");
  }
}
