package dev.tallystick.local;

import dev.tallystick.local.process.Http;
import dev.tallystick.local.process.ProcessMark;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.RunState;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.local.state.SuiteLock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code status}: what runs, asked of the parts themselves. */
record StatusCommand(Path checkout, Path keycloakArchive, PrintStream out) {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int DEGRADED = 1;
  private static final int NOT_RUNNING = 3;

  int run(Arguments arguments) throws NotAStateFolderException {
    SuiteFolder folder = SuiteFolder.existing(arguments.home());
    boolean running = SuiteLock.owner(folder).isPresent();
    Suite suite = new Suite(checkout, keycloakArchive, Ports.remembered(folder));
    List<HealthTable.Row> rows =
        running
            ? RunState.read(folder.run("parts")).parallelStream()
                .sorted(Comparator.comparing(StatusCommand::place))
                .map(part -> withAge(row(suite, part)))
                .toList()
            : List.of();
    List<String> notes = new ArrayList<>(running ? notes(suite) : List.of());
    DiskSpace.note(folder).ifPresent(notes::add);
    HealthTable table = new HealthTable(folder.root(), running, rows, notes);
    if (arguments.has("--json")) {
      out.println(table.json());
    } else {
      // The script knows whether somebody looks at a terminal, and what they have chosen.
      out.print(table.text(Boolean.getBoolean("tallystick.colours")));
      int left = running ? 0 : ProcessMark.allProcesses(folder.root()).size();
      if (left > 0) {
        out.println(left + " processes of a killed run are left; tallystick down ends them.");
      }
    }
    if (!running) {
      return NOT_RUNNING;
    }
    return table.isHealthy() ? 0 : DEGRADED;
  }

  /** In the order of starting; gateways, which have the names of parties, behind. */
  private static int place(RunState.Part part) {
    int known = Suite.names().indexOf(part.name());
    return known < 0 ? Integer.MAX_VALUE : known;
  }

  /** What starts slowly is left alone: how long it has been at it is for people to judge. */
  private static HealthTable.Row withAge(HealthTable.Row row) {
    if (row.part().phase() != RunState.Phase.STARTING) {
      return row;
    }
    List<String> reasons = new ArrayList<>(row.reasons());
    ProcessHandle.of(row.part().pid())
        .flatMap(process -> process.info().startInstant())
        .map(begin -> Duration.between(begin, Clock.systemUTC().instant()).toSeconds())
        .ifPresent(seconds -> reasons.add("has been starting for " + seconds + " s"));
    return new HealthTable.Row(row.part(), row.ready(), reasons);
  }

  private static HealthTable.Row row(Suite suite, RunState.Part part) {
    if (part.name().equals(KeycloakStep.NAME)) {
      return row(part, Http.answers(suite.addresses().keycloakHealth(), LIMIT));
    }
    if (LocalWitnesses.all().stream().anyMatch(witness -> witness.part().equals(part.name()))) {
      return row(
          part, Http.isListening("http://" + Addresses.HOST + ":" + part.port() + "/", LIMIT));
    }
    if (part.name().startsWith(GatewayStep.name(""))) {
      return asked(part, "http://" + Addresses.HOST + ":" + part.port());
    }
    return Suite.programs().stream()
        .filter(service -> service.name().equals(part.name()))
        .findFirst()
        .map(service -> asked(part, suite.addresses().service(service)))
        // PostgreSQL: its supervisor knows; others would need a password.
        .orElseGet(() -> row(part, part.phase() == RunState.Phase.HEALTHY));
  }

  private static HealthTable.Row asked(RunState.Part part, String url) {
    Health health = Health.ask(url + "/q/health/ready", LIMIT);
    return new HealthTable.Row(part, health.isUp(), health.reasons());
  }

  private static HealthTable.Row row(RunState.Part part, boolean ready) {
    return new HealthTable.Row(part, ready, List.of());
  }

  /** How far the log is witnessed, as the log says. */
  private static List<String> notes(Suite suite) {
    String log = suite.addresses().service(Suite.find("audit").orElseThrow());
    return Health.ask(log + "/q/health/well", LIMIT)
        .data("witnesses")
        .map(WitnessNotes::of)
        .orElseGet(List::of);
  }
}
