package dev.tallystick.tally;

import dev.tallystick.party.NoteSignatures;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.report.CheckVerdict;
import dev.tallystick.tally.state.DurableFolder;
import dev.tallystick.tally.state.UnusableStateException;
import dev.tallystick.tally.trust.KeyOptions;
import dev.tallystick.tally.trust.UnusableKeyException;
import dev.tallystick.tally.witness.FileWitnessStore;
import dev.tallystick.tally.witness.WitnessKeyFile;
import dev.tallystick.tally.witness.WitnessServer;
import dev.tallystick.tlog.CosignerKey;
import dev.tallystick.tlog.VerifierKey;
import dev.tallystick.tlog.Witness;
import dev.tallystick.tlog.WitnessState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tally witness}: cosigns checkpoints that extend all it has cosigned before. */
@Command(
    name = "witness",
    description = "Cosigns the checkpoints of logs (c2sp.org/tlog-witness) until it is stopped.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally witness --new-key witness.example/harbour --key harbour.key",
      "  tally witness --listen 127.0.0.1:8094 --state harbour --key harbour.key --log \"$(cat log.vkey)\"",
      CommandHelp.NEXT + "give the printed key to those who write policies: witness NAME KEY URL."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class WitnessCommand implements Callable<Integer> {
  private final Console console;
  private final InstantSource clock;

  @SuppressWarnings("NullAway.Init") // set by the parser before it runs the command
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where to listen, in plain HTTP; port 0 is any that is free.")
  private @Nullable String listen;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "The folder that holds what has been cosigned; made if there is none.")
  private @Nullable Path state;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "The file with the secret key.")
  private Path key = Path.of("");

  @Option(
      names = "--log",
      paramLabel = "VKEY",
      description = "The verifier key of a log to cosign; once for each.")
  private List<String> logs = new ArrayList<>();

  @Option(
      names = "--new-key",
      paramLabel = "NAME",
      description = "Only make a new key of this name, such as example.org/witness.")
  private @Nullable String newKey;

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  WitnessCommand(Console console, InstantSource clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    String name = newKey;
    try {
      return name == null ? witness() : makeKey(name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CheckVerdict.HOLDS.exitCode();
    }
  }

  private int makeKey(String name) {
    CheckReport report = new CheckReport("witness", key.toString());
    try {
      CosignerKey made = WitnessKeyFile.make(key, name);
      report.holds("key", "made; its public half is " + made.verifierKey());
      report.fact("key", made.verifierKey().toString());
    } catch (UnusableStateException e) {
      report.cannotTell("key", e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--new-key: " + e.getMessage());
    }
    return report.print(console.out(), console.form(json));
  }

  private int witness() throws InterruptedException {
    String address = required("--listen", listen);
    Path folder = required("--state", state);
    if (logs.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--log=VKEY'");
    }
    CheckReport report = new CheckReport("witness", key.toString());
    try {
      CosignerKey own = WitnessKeyFile.read(key);
      List<VerifierKey> keys = new ArrayList<>();
      for (String log : logs) {
        keys.addAll(KeyOptions.ofKey(log, "--log").logs());
      }
      try (DurableFolder opened = DurableFolder.open(folder)) {
        return serve(report, opened, own, keys, address);
      }
    } catch (UnusableKeyException e) {
      report.cannotTell("key", e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--listen: " + e.getMessage());
    } catch (UnusableStateException e) {
      report.cannotTell("state", e.getMessage());
    } catch (IOException e) {
      report.cannotTell("listening", "%s: %s".formatted(address, e.getMessage()));
    }
    return report.print(console.out(), console.form(json));
  }

  private <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '" + name + "'");
    }
    return value;
  }

  private int serve(
      CheckReport report,
      DurableFolder folder,
      CosignerKey own,
      List<VerifierKey> keys,
      String address)
      throws IOException, InterruptedException {
    List<String> origins = keys.stream().map(VerifierKey::name).distinct().toList();
    FileWitnessStore store = FileWitnessStore.open(folder, own.verifierKey(), origins);
    Witness witness =
        new Witness(
            own.cosigner(),
            keys,
            store,
            () -> clock.instant().getEpochSecond(),
            new NoteSignatures());
    try (WitnessServer server = WitnessServer.start(address, witness, console.err())) {
      describe(report, server, witness, store, origins);
      report.print(console.out(), console.form(json));
      CheckReport end = new CheckReport("witness", key.toString());
      end.cannotTell("state", String.valueOf(server.awaitFailure().getMessage()));
      return end.print(console.out(), console.form(json));
    }
  }

  private static void describe(
      CheckReport report,
      WitnessServer server,
      Witness witness,
      FileWitnessStore store,
      List<String> origins)
      throws IOException {
    report.note("key", witness.verifierKey().toString());
    report.fact("key", witness.verifierKey().toString());
    report.note("listening", server.url() + "/add-checkpoint");
    report.fact("url", server.url());
    List<Map<String, Object>> known = new ArrayList<>();
    for (String origin : origins) {
      WitnessState latest = store.latest(origin);
      report.holds(
          "state",
          "%s, %s"
              .formatted(
                  origin,
                  latest.note().isEmpty() ? "nothing cosigned yet" : "size " + latest.size()));
      Map<String, Object> log = new LinkedHashMap<>();
      log.put("origin", origin);
      log.put("size", latest.size());
      known.add(log);
    }
    report.fact("logs", known);
  }
}
