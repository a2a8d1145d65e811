package dev.tallystick.vault;

import dev.tallystick.houserules.log.ServedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests begin with that are about a person of whom mall-east has deposited one record. */
public abstract class WithDepositedRecord {
  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  protected ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  protected ScriptedConsent consent;

  @SuppressWarnings("NullAway.Init") // set before each test
  protected PersonScene scene;

  /** The id of the record, which speaks of shopping. */
  @SuppressWarnings("NullAway.Init") // set before each test
  protected String record;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    scene = new PersonScene(log, consent);
    record = scene.deposit("SHOPPING.AGGREGATE", "");
  }

  @AfterEach
  void repair() {
    log.faults().goAway(false);
  }
}
