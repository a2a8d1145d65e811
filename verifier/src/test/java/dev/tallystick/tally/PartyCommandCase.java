package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.keys.PartyKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A party at its machine: its keys, something that it has received, and the services it asks. */
abstract class PartyCommandCase {
  @TempDir Path folder;
  PartyServer server;
  Path keyFile;
  PartySamples sample;

  @BeforeEach
  void start() throws Exception {
    server = new PartyServer();
    keyFile = folder.resolve("bank.keys");
    PartyKeys keys = PartyKeys.draw();
    keys.write(keyFile);
    sample = new PartySamples(keys);
    Files.write(folder.resolve("r.jwe"), sample.jwe().getBytes(US_ASCII));
    Files.write(folder.resolve("r.receipt.json"), sample.receipt());
    Files.writeString(folder.resolve("token"), "t-1\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Runs a command that talks to services. */
  Run party(String command, String... more) {
    List<String> line = new ArrayList<>(List.of("party"));
    line.addAll(List.of(command.split(" ", -1)));
    line.addAll(List.of("--party", PartySamples.BANK, "--keys", keyFile.toString()));
    for (String service : List.of("consent", "vault", "bureau", "audit")) {
      line.addAll(List.of("--" + service + "-url", server.url() + "/" + service));
    }
    if (!Arrays.asList(more).contains("--client")) {
      line.addAll(List.of("--token-file", folder.resolve("token").toString()));
    }
    line.addAll(List.of(more));
    return Run.tally(line.toArray(String[]::new));
  }

  static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
