package dev.tallystick.local;

import dev.tallystick.local.process.Http;
import dev.tallystick.local.process.ProcessMark;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.RunState;
import dev.tallystick.local.state.StateFolder;
import dev.tallystick.local.state.SuiteLock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** {@code status}: what runs, asked of the parts themselves. */
record StatusCommand(Path checkout, Path keycloakArchive, PrintStream out) {
  private static final int DEGRADED = 1;
  private static final int NOT_RUNNING = 3;

  int run(Arguments arguments) throws NotAStateFolderException {
    StateFolder folder = StateFolder.existing(arguments.home());
    boolean running = SuiteLock.owner(folder).isPresent();
    Suite suite = new Suite(checkout, keycloakArchive, Ports.remembered(folder));
    List<HealthTable.Row> rows =
        running
            ? RunState.read(folder.run("parts")).parallelStream()
                .sorted(Comparator.comparing(part -> Suite.names().indexOf(part.name())))
                .map(part -> new HealthTable.Row(part, answers(suite, part)))
                .toList()
            : List.of();
    HealthTable table = new HealthTable(folder.root(), running, rows);
    if (arguments.has("--json")) {
      out.println(table.json());
    } else {
      out.print(table.text());
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

  private static boolean answers(Suite suite, RunState.Part part) {
    Duration limit = Duration.ofSeconds(2);
    if (part.name().equals(KeycloakStep.NAME)) {
      return Http.answers(suite.addresses().keycloakHealth(), limit);
    }
    return Suite.services().stream()
        .filter(service -> service.name().equals(part.name()))
        .findFirst()
        .map(service -> suite.addresses().service(service) + "/q/health/ready")
        .map(url -> Http.answers(url, limit))
        // PostgreSQL: its supervisor knows; others would need a password.
        .orElse(part.phase() == RunState.Phase.HEALTHY);
  }
}
