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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * {@code shred --now}: what happens by itself within a day of an erasure. The wrapping keys under
 * which data keys were shredded are replaced and destroyed, so that no copy of a shredded key opens
 * any more.
 */
record ShredCommand(PrintStream out) {
  private static final String OPERATOR = "operator";
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Pattern ROTATION =
      Pattern.compile("\"kek\":\"([a-z0-9-]+)\",\"oldVersion\":([0-9]+)");

  int run(Arguments arguments)
      throws NotAStateFolderException, Arguments.UsageException, IOException {
    if (!arguments.has("--now")) {
      throw new Arguments.UsageException(
          "shredded keys' wrapping keys are destroyed within a day; shred --now does it at once");
    }
    SuiteFolder folder = SuiteFolder.existing(arguments.home());
    Addresses addresses = new Addresses(Ports.remembered(folder));
    Identity operator =
        new KnownIdentities(folder)
            .all()
            .find(OPERATOR)
            .orElseThrow(() -> new IOException("there is no operator"));
    String token =
        new Tokens(addresses.token(), Secrets.in(folder.secrets())).of(operator, "data-vault");
    String vault = addresses.service(Suite.find("vault").orElseThrow());
    Http.Answer answer =
        Http.postJson(vault + "/v1/keys:rotate", token, "{\"which\":\"SHREDDED\"}", LIMIT);
    if (!answer.isOk()) {
      throw new IOException("data-vault does not (" + answer.status() + "): " + answer.body());
    }
    return print(answer.body());
  }

  /** 0 when every rotation is over, 1 when one is not. */
  private int print(String json) {
    int open = 0;
    int all = 0;
    for (String rotation : json.split("(?=\\{\"kek\")", -1)) {
      MatchResult found = ROTATION.matcher(rotation).results().findFirst().orElse(null);
      if (found != null) {
        boolean destroyed = rotation.contains("\"destroyedAt\"");
        out.printf(
            "%s version %s %s%n",
            found.group(1), found.group(2), destroyed ? "destroyed" : "NOT destroyed yet");
        all++;
        open += destroyed ? 0 : 1;
      }
    }
    if (all == 0) {
      out.println("no key was shredded in the last month");
    }
    return open == 0 ? 0 : 1;
  }
}
