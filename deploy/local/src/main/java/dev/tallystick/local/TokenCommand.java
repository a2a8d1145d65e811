package dev.tallystick.local;

import dev.tallystick.local.process.Http;
import dev.tallystick.local.realm.Identities;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.realm.RealmTemplate;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.StateFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code token NAME}: a new access token of someone in the local realm. */
record TokenCommand(PrintStream out) {
  private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

  int run(Arguments arguments)
      throws NotAStateFolderException, Arguments.UsageException, IOException {
    String name = arguments.word("a name");
    Optional<Identity> identity = Identities.local().find(name);
    if (identity.isEmpty()) {
      throw new Arguments.UsageException("nobody is called " + name + "; there are " + names());
    }
    StateFolder folder = StateFolder.existing(arguments.home());
    Secrets secrets = Secrets.in(folder.secrets());
    String url = new Addresses(Ports.remembered(folder)).token();
    Http.Answer answer = Http.post(url, grant(identity.get(), secrets), Duration.ofSeconds(20));
    Matcher matcher = TOKEN.matcher(answer.body());
    if (!answer.isOk() || !matcher.find()) {
      throw new IOException(
          "Keycloak refuses " + name + " (" + answer.status() + "): " + answer.body());
    }
    out.println(matcher.group(1));
    return 0;
  }

  private static Map<String, String> grant(Identity identity, Secrets secrets) {
    if (identity instanceof Identity.Person person) {
      String client = RealmTemplate.COMMAND_LINE_CLIENT;
      return Map.of(
          "grant_type", "password",
          "client_id", client,
          "client_secret", secrets.machine(client),
          "username", person.name(),
          "password", secrets.password(person.name()));
    }
    return Map.of(
        "grant_type", "client_credentials",
        "client_id", identity.name(),
        "client_secret", secrets.machine(identity.name()));
  }

  private static String names() {
    return Identities.local().all().stream().map(Identity::name).collect(Collectors.joining(", "));
  }
}
