package dev.tallystick.local;

import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.PrintStream;

/** {@code policy}: the file that {@code tally --policy} takes, written anew from the log. */
record PolicyCommand(PrintStream out) {
  int run(Arguments arguments) throws NotAStateFolderException, IOException {
    SuiteFolder folder = SuiteFolder.existing(arguments.home());
    out.println(new PublishedPolicyFile(folder, new Addresses(Ports.remembered(folder))).write());
    return 0;
  }
}
