package dev.tallystick.local;

import dev.tallystick.local.process.Http;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** {@code vkey}: the key that the log's checkpoints are verified with, as the log publishes it. */
record VkeyCommand(PrintStream out) {
  int run(Arguments arguments) throws NotAStateFolderException, IOException {
    SuiteFolder folder = SuiteFolder.existing(arguments.home());
    Addresses addresses = new Addresses(Ports.remembered(folder));
    String log = addresses.service(Suite.find("audit").orElseThrow());
    Http.Answer answer = Http.get(log + "/log/vkey", Duration.ofSeconds(10));
    if (!answer.isOk()) {
      throw new IOException("audit-service answers " + answer.status() + " at " + log);
    }
    out.println(answer.body().strip());
    return 0;
  }
}
