package dev.tallystick.local;

import dev.tallystick.local.identity.KnownIdentities;
import dev.tallystick.local.identity.Tokens;
import dev.tallystick.local.realm.Identities;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code token NAME [SERVICE]}: a new access token of someone in the local realm. A machine's is
 * for one service; an organisation's is of no use without a proof for each request, which {@link
 * CallCommand} makes.
 */
record TokenCommand(PrintStream out) {
  int run(Arguments arguments)
      throws NotAStateFolderException, Arguments.UsageException, IOException {
    List<String> words = arguments.words();
    if (words.isEmpty() || words.size() > 2) {
      throw new Arguments.UsageException("token needs a name, and for a machine a service");
    }
    String name = words.get(0);
    String service = words.size() == 2 ? words.get(1) : "";
    SuiteFolder folder = SuiteFolder.existing(arguments.home());
    Identity identity = find(folder, name);
    if (!(identity instanceof Identity.Person) && !Identities.AUDIENCES.contains(service)) {
      throw new Arguments.UsageException(
          "the token of a machine is for one service: token "
              + name
              + " SERVICE, one of "
              + String.join(", ", Identities.AUDIENCES));
    }
    String endpoint = new Addresses(Ports.remembered(folder)).token();
    out.println(new Tokens(endpoint, Secrets.in(folder.secrets())).of(identity, service));
    return 0;
  }

  /** Somebody in the realm of this suite. */
  static Identity find(SuiteFolder folder, String name) throws Arguments.UsageException {
    Identities known = new KnownIdentities(folder).all();
    Optional<Identity> identity = known.find(name);
    return identity.orElseThrow(
        () ->
            new Arguments.UsageException(
                "nobody is called " + name + "; there are " + names(known)));
  }

  private static String names(Identities known) {
    return known.all().stream().map(Identity::name).collect(Collectors.joining(", "));
  }
}
