package dev.tallystick.local;

import dev.tallystick.local.identity.FreshLogIn;
import dev.tallystick.local.identity.Tokens;
import dev.tallystick.local.process.Http;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * {@code call NAME METHOD URL [FILE]}: one request to a service in somebody's name, with a token of
 * theirs and, for an organisation, the proof that it needs. Prints what is answered.
 */
record CallCommand(PrintStream out) {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int REFUSED = 400;

  /** 0 if the request was answered with a status below 400, else 1. */
  int run(Arguments arguments)
      throws NotAStateFolderException, Arguments.UsageException, IOException, InterruptedException {
    List<String> words = arguments.words();
    if (words.size() < 3 || words.size() > 4) {
      throw new Arguments.UsageException("the command is: call NAME METHOD URL [FILE]");
    }
    SuiteFolder folder = SuiteFolder.existing(arguments.home());
    Identity identity = TokenCommand.find(folder, words.get(0));
    String method = words.get(1).toUpperCase(Locale.ROOT);
    URI uri = URI.create(words.get(2));
    Addresses addresses = new Addresses(Ports.remembered(folder));
    String service = service(addresses, uri);
    Secrets secrets = Secrets.in(folder.secrets());
    Map<String, String> headers =
        new HashMap<>(
            arguments.has("--fresh")
                ? Map.of("Authorization", "Bearer " + loggedIn(addresses, secrets, identity))
                : new Tokens(addresses.token(), secrets).headers(identity, service, method, uri));
    headers.put("Accept", "*/*");
    byte[] body = new byte[0];
    if (words.size() == 4) {
      String file = words.get(3);
      body = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
      headers.put(
          "Content-Type", file.endsWith(".ndjson") ? "application/x-ndjson" : "application/json");
    }
    if (!method.equals("GET")) {
      headers.put(
          "Idempotency-Key", arguments.value("--key").orElseGet(UUID.randomUUID()::toString));
    }
    Http.Answer answer = Http.send(method, uri.toString(), headers, body, LIMIT);
    out.print(answer.body());
    out.flush();
    if (answer.status() >= REFUSED) {
      System.err.println(method + " " + uri.getPath() + " is answered with " + answer.status());
      return 1;
    }
    return 0;
  }

  /** A token of a person who has logged in for this request. */
  private static String loggedIn(Addresses addresses, Secrets secrets, Identity identity)
      throws Arguments.UsageException, IOException, InterruptedException {
    if (!(identity instanceof Identity.Person person) || person.isStaff()) {
      throw new Arguments.UsageException(
          "--fresh is for people; staff logs in with a code for each request anyway");
    }
    return new FreshLogIn(addresses.realm(), secrets).token(person);
  }

  /** A token goes to the services of this suite alone. */
  private static String service(Addresses addresses, URI uri) throws Arguments.UsageException {
    return Suite.services().stream()
        .filter(service -> uri.toString().startsWith(addresses.service(service) + "/"))
        .map(Suite.Service::name)
        .findFirst()
        .orElseThrow(
            () ->
                new Arguments.UsageException(
                    "no service of this suite answers at " + uri + "; tallystick env has theirs"));
  }
}
