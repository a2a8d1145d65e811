package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.party.KeyRegistrar;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.party.KeyAnswers;
import dev.tallystick.tally.party.KeyFileOption;
import dev.tallystick.tally.party.SecretFile;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tally party keys add}: makes later keys of the party known. */
@Command(
    name = "add",
    description = "Registers further keys of the party, approved by the key of --keys.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally party keys add --party shop-lantern --keys shop.keys --client shop-lantern --client-key shop.pem \\",
      "      --new next.keys",
      CommandHelp.NEXT
          + "use both key files until the notice is over, then tally party keys revoke the old ones."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class AddKeysCommand extends ServiceCommand {

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Added added = new Added();

  @Option(
      names = "--seal-from",
      paramLabel = "TIME",
      description =
          "Since when payloads are sealed to the new key; if left out, as soon as the notice is over.")
  private @Nullable Instant sealFrom;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "365",
      description = "How long they are good for (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(names = "--signing-only", description = "Leave the other key of --new away.")
  private boolean signingOnly;

  /** One of the two places where the keys are. */
  static final class Added {
    @Option(
        names = "--new",
        paramLabel = "FILE",
        required = true,
        description = "The key file with the new keys, closed to others (0600).")
    private @Nullable Path next;

    @Option(
        names = "--drawn",
        paramLabel = "FILE",
        required = true,
        description =
            "Of a bureau: what bureau-service has answered to POST /v1/keys; - is standard input.")
    private @Nullable String drawn;
  }

  AddKeysCommand(Console console, InstantSource clock) {
    super("party keys add", console, clock);
  }

  @Override
  String subject() {
    return "keys";
  }

  @Override
  void work(CheckReport report) throws RefusedException, IOException, InterruptedException {
    KeyRegistrar registrar = client().registrar();
    Instant until = clock().instant().plus(Duration.ofDays(days));
    KeyAnswers.tell(report, add(registrar, until));
  }

  private List<JsonObject> add(KeyRegistrar registrar, Instant until)
      throws RefusedException, IOException, InterruptedException {
    Path next = added.next;
    if (next == null) {
      String drawn = added.drawn == null ? "" : added.drawn;
      return registrar.addDrawn(
          json(SecretFile.read(drawn, console().in())), Optional.ofNullable(sealFrom), until);
    }
    return signingOnly
        ? List.of(registrar.addSigning(KeyFileOption.read(next), until))
        : registrar.add(KeyFileOption.read(next), Optional.ofNullable(sealFrom), until);
  }

  private static JsonObject json(String text) throws IOException {
    try {
      if (CanonicalJson.parseMessage(text.getBytes(UTF_8)) instanceof JsonObject object) {
        return object;
      }
    } catch (MalformedJsonException e) {
      throw new IOException("--drawn: " + e.reason().rule(), e);
    }
    throw new IOException("--drawn: no JSON object");
  }
}
