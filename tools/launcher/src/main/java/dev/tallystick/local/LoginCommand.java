package dev.tallystick.local;

import dev.tallystick.local.identity.Tokens;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import java.io.PrintStream;

/**
 * {@code login NAME}: what a person types on the log-in page, the one-time code of now included.
 */
record LoginCommand(PrintStream out) {
  int run(Arguments arguments) throws NotAStateFolderException, Arguments.UsageException {
    SuiteFolder folder = SuiteFolder.existing(arguments.home());
    Identity identity = TokenCommand.find(folder, arguments.word("a name"));
    if (!(identity instanceof Identity.Person person)) {
      throw new Arguments.UsageException(identity.name() + " is a machine, and has a key");
    }
    Secrets secrets = Secrets.in(folder.secrets());
    out.println("user      " + person.name());
    out.println("password  " + secrets.password(person.name()));
    if (person.isStaff()) {
      String endpoint = new Addresses(Ports.remembered(folder)).token();
      out.println("code      " + new Tokens(endpoint, secrets).code(person));
    }
    return 0;
  }
}
