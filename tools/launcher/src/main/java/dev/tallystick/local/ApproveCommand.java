package dev.tallystick.local;

import dev.tallystick.local.identity.KnownIdentities;
import dev.tallystick.local.identity.Tokens;
import dev.tallystick.local.process.Http;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code approve ID --as NAME}: the second of the two persons that a privileged act takes. The act
 * is done then, by the service where it was proposed.
 */
record ApproveCommand(PrintStream out) {
  private static final Pattern ID = Pattern.compile("apr_[0-9a-f-]{36}");
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final List<String> SERVICES = List.of("consent", "vault");
  private static final int UNKNOWN = 404;

  int run(Arguments arguments)
      throws NotAStateFolderException, Arguments.UsageException, IOException {
    String id = arguments.word("the id of a proposal, apr_…");
    if (!ID.matcher(id).matches()) {
      throw new Arguments.UsageException("what is approved is named apr_… and a UUID");
    }
    String name =
        arguments
            .value("--as")
            .orElseThrow(() -> new Arguments.UsageException("approve needs --as NAME"));
    SuiteFolder folder = SuiteFolder.existing(arguments.home());
    Addresses addresses = new Addresses(Ports.remembered(folder));
    Identity known =
        new KnownIdentities(folder)
            .all()
            .find(name)
            .orElseThrow(() -> new Arguments.UsageException("nobody is called " + name));
    if (!(known instanceof Identity.Person person)) {
      throw new Arguments.UsageException(name + " is a machine, and only a person approves");
    }
    String token = new Tokens(addresses.token(), Secrets.in(folder.secrets())).of(person);
    Http.Answer answer = new Http.Answer(UNKNOWN, "");
    for (String service : SERVICES) {
      if (answer.status() == UNKNOWN) {
        String url = addresses.service(Suite.find(service).orElseThrow());
        answer = Http.postJson(url + "/v1/approvals/" + id + "/approval", token, "{}", LIMIT);
      }
    }
    if (!answer.isOk()) {
      throw new IOException("it is not approved (" + answer.status() + "): " + answer.body());
    }
    out.println(answer.body());
    return 0;
  }
}
