package dev.tallystick.importing.deposit;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.Deposit;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.util.List;

/** Takes chunks of an import; {@code PartyClient} for a real one. */
public interface Depositor {
  /** Stores and signs a chunk; at the same place the same chunk once. */
  Deposit deposit(long offset, List<JsonObject> lines)
      throws RefusedException, IOException, InterruptedException;

  /** How many lines are logged, from the first without a gap. */
  long logged() throws RefusedException, IOException, InterruptedException;
}
