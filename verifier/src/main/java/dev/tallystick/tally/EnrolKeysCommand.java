package dev.tallystick.tally;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.KeyRegistrar;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.party.KeyAnswers;
import dev.tallystick.tally.party.PartyWork;
import dev.tallystick.tally.party.SecretFile;
import dev.tallystick.tally.party.ServiceOptions;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tally party keys enrol}: makes the party's first keys known. */
@Command(
    name = "enrol",
    description =
        "Registers the party's first keys at consent-service, by a code of the regulator.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class EnrolKeysCommand implements Callable<Integer> {
  private final Console console;
  private final InstantSource clock;

  @Mixin private ServiceOptions services = new ServiceOptions();

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

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  EnrolKeysCommand(Console console, InstantSource clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("party keys enrol", "keys");
    PartyWork.run(report, () -> enrol(report));
    return report.print(console.out(), json);
  }

  private void enrol(CheckReport report)
      throws RefusedException, IOException, InterruptedException {
    KeyRegistrar registrar = services.client(clock, console.in()).registrar();
    String code = SecretFile.read(codeFile, console.in());
    Instant until = clock.instant().plus(Duration.ofDays(days));
    List<JsonObject> answers =
        signingOnly ? List.of(registrar.enrolSigning(code, until)) : registrar.enrol(code, until);
    KeyAnswers.tell(report, answers);
  }
}
