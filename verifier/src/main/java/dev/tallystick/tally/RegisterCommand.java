package dev.tallystick.tally;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.document.AppendedAnswer;
import dev.tallystick.tally.party.PartyWork;
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

/** {@code tally party register}: makes the party's keys known. */
@Command(
    name = "register",
    description = "Registers the party's keys at consent-service.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RegisterCommand implements Callable<Integer> {
  private final Console console;
  private final InstantSource clock;

  @Mixin private ServiceOptions services = new ServiceOptions();

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

  RegisterCommand(Console console, InstantSource clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("party register", "keys");
    PartyWork.run(report, () -> register(report));
    return report.print(console.out(), json);
  }

  private void register(CheckReport report)
      throws RefusedException, IOException, InterruptedException {
    PartyClient client = services.client(clock);
    Instant now = clock.instant();
    Instant until = now.plus(Duration.ofDays(days));
    List<JsonObject> answers =
        signingOnly
            ? List.of(client.registerSigningKey(now, until))
            : client.registerKeys(now, until);
    List<String> events =
        answers.stream()
            .map(each -> new AppendedAnswer.Partial(each).eventId().orElse(""))
            .toList();
    report.holds("signing", "registered by event " + events.get(0));
    if (!signingOnly) {
      report.holds("sealing", "registered by event " + events.get(1));
    }
    report.fact("events", events);
  }
}
