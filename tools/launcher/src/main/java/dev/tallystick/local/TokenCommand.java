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
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code token NAME}: a new access token of someone in the local realm. */
record TokenCommand(PrintStream out) {
  int run(Arguments arguments)
      throws NotAStateFolderException, Arguments.UsageException, IOException {
    String name = arguments.word("a name");
    SuiteFolder folder = SuiteFolder.existing(arguments.home());
    Identities known = new KnownIdentities(folder).all();
    Optional<Identity> identity = known.find(name);
    if (identity.isEmpty()) {
      throw new Arguments.UsageException(
          "nobody is called " + name + "; there are " + names(known));
    }
    String endpoint = new Addresses(Ports.remembered(folder)).token();
    out.println(new Tokens(endpoint, Secrets.in(folder.secrets())).of(identity.get()));
    return 0;
  }

  private static String names(Identities known) {
    return known.all().stream().map(Identity::name).collect(Collectors.joining(", "));
  }
}
