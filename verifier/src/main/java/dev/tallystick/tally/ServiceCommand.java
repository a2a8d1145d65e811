package dev.tallystick.tally;

import dev.tallystick.party.InvalidReleaseException;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.party.PartyWork;
import dev.tallystick.tally.party.ServiceOptions;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that does something at the services in a party's name, and reports how it ended. */
abstract class ServiceCommand implements Callable<Integer> {
  private final String name;
  private final Console console;
  private final InstantSource clock;

  @Mixin private ServiceOptions services = new ServiceOptions();

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  /**
   * A command.
   *
   * @param name as the report has it, such as {@code party deposit}
   */
  ServiceCommand(String name, Console console, InstantSource clock) {
    this.name = name;
    this.console = console;
    this.clock = clock;
  }

  /** What the report is about. */
  abstract String subject();

  /** Does it; what it finds stands in the report. */
  abstract void work(CheckReport report)
      throws RefusedException, InvalidReleaseException, IOException, InterruptedException;

  @Override
  public final Integer call() {
    CheckReport report = new CheckReport(name, subject());
    PartyWork.run(report, () -> work(report));
    return report.print(console.out(), console.form(json));
  }

  /** The party's machine. */
  final PartyClient client() throws IOException {
    return services.client(clock, console.in());
  }

  final Console console() {
    return console;
  }

  final InstantSource clock() {
    return clock;
  }
}
