package dev.tallystick.tally;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.KeyRegistrar;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.party.KeyAnswers;
import dev.tallystick.tally.party.SecretFile;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tally party keys enrol}: makes the party's first keys known. */
@Command(
    name = "enrol",
    description =
        "Registers the party's first keys at consent-service, by a code of the regulator.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally party keys enrol --party shop-lantern --keys shop.keys --client shop-lantern --client-key shop.pem \\",
      "      --code-file code.txt",
      CommandHelp.NEXT
          + "tally party agree signs the first agreement. keys add replaces the keys before --days are over."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class EnrolKeysCommand extends ServiceCommand {

  @Option(
      names = "--code-file",
      paramLabel = "FILE",
      required = true,
      description = "The file with the code that the regulator has issued; - is standard input.")
  private String codeFile = "";

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "365",
      description = "How long they are good for (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--signing-only",
      description = "Leave the other key away: payloads are sealed to a key kept elsewhere.")
  private boolean signingOnly;

  EnrolKeysCommand(Console console, InstantSource clock) {
    super("party keys enrol", console, clock);
  }

  @Override
  String subject() {
    return "keys";
  }

  @Override
  void work(CheckReport report) throws RefusedException, IOException, InterruptedException {
    KeyRegistrar registrar = client().registrar();
    String code = SecretFile.read(codeFile, console().in());
    Instant until = clock().instant().plus(Duration.ofDays(days));
    List<JsonObject> answers =
        signingOnly ? List.of(registrar.enrolSigning(code, until)) : registrar.enrol(code, until);
    KeyAnswers.tell(report, answers);
  }
}
