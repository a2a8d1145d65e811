package dev.tallystick.demo;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.Deposit;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.util.List;

/** Fills the market with a thousand people, once: each platform deposits what it has. */
record Crowd(RunningSuite suite, DemoFile demo, Deposits deposits) {
  private static final int CHUNK = 500;

  /** How many records were stored by now. */
  long deposit() throws RefusedException, IOException, InterruptedException, StepDiffersException {
    long stored = 0;
    for (String platform : Cast.platforms()) {
      String name = "crowd." + platform;
      if (demo.find(name).isEmpty()) {
        demo.put(name, Long.toString(deposit(platform)));
      }
      stored += Long.parseLong(demo.get(name));
    }
    return stored;
  }

  private long deposit(String platform)
      throws RefusedException, IOException, InterruptedException, StepDiffersException {
    List<JsonObject> lines = deposits.ofCrowd(platform);
    String agreement = demo.get("agreement." + platform + "." + Cast.BUREAU);
    long stored = 0;
    for (int from = 0; from < lines.size(); from += CHUNK) {
      List<JsonObject> chunk = lines.subList(from, Math.min(lines.size(), from + CHUNK));
      Deposit deposit = suite.party(platform).deposit(agreement, chunk);
      StepDiffersException.check(
          deposit.refused().isEmpty(),
          platform + "'s deposit is refused: " + deposit.refused().stream().findFirst());
      stored += deposit.count();
    }
    return stored;
  }
}
