package dev.tallystick.tally;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.document.AppendedAnswer;
import dev.tallystick.tally.party.PartyWork;
import dev.tallystick.tally.party.ServiceOptions;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally party keys revoke}: ends a key of the party. */
@Command(
    name = "revoke",
    description =
        "Ends a key of the party for good, one too that is to begin later, by the key of --keys.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RevokeKeyCommand implements Callable<Integer> {
  private final Console console;
  private final InstantSource clock;

  @Mixin private ServiceOptions services = new ServiceOptions();

  @Parameters(paramLabel = "THUMBPRINT", description = "The key's thumbprint.")
  private String thumbprint = "";

  @Option(
      names = "--reason",
      paramLabel = "WHY",
      required = true,
      description = "COMPROMISED, RETIRED or ROTATED.")
  private String reason = "";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Since when somebody else may have used it.")
  private @Nullable Instant since;

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  RevokeKeyCommand(Console console, InstantSource clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("party keys revoke", thumbprint);
    PartyWork.run(report, () -> revoke(report));
    return report.print(console.out(), json);
  }

  private void revoke(CheckReport report)
      throws RefusedException, IOException, InterruptedException {
    JsonObject answer =
        services
            .client(clock, console.in())
            .registrar()
            .revoke(thumbprint, reason, Optional.ofNullable(since));
    String event = new AppendedAnswer.Partial(answer).eventId().orElse("");
    report.holds("revoked", "by event " + event);
    report.fact("event", event);
  }
}
