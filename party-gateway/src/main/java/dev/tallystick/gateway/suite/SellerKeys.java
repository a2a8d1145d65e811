package dev.tallystick.gateway.suite;

import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.RefusedException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/** The registered signing keys of sellers, asked for once a minute. Thread-safe. */
@Singleton
public final class SellerKeys {
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final SuiteClient suite;
  private final Clock clock;
  private final ConcurrentHashMap<String, Known> sellers = new ConcurrentHashMap<>();

  private record Known(VerificationKeys keys, Instant until) {}

  SellerKeys(SuiteClient suite, Clock clock) {
    this.suite = suite;
    this.clock = clock;
  }

  /**
   * The keys of a seller; those that were known if nobody answers now.
   *
   * @param isFresh whether they are asked for now, because a signature was by none that was known
   */
  public VerificationKeys of(String seller, boolean isFresh)
      throws SuiteAwayException, RefusedException {
    Known known = sellers.get(seller);
    if (!isFresh && known != null && clock.instant().isBefore(known.until())) {
      return known.keys();
    }
    try {
      return ask(seller);
    } catch (SuiteAwayException e) {
      if (!isFresh && known != null) {
        return known.keys();
      }
      throw e;
    }
  }

  /** Has the keys of a seller of which something is about to be bought, as they are now. */
  public void prepare(String seller) throws SuiteAwayException, RefusedException {
    Known known = sellers.get(seller);
    if (known == null || !clock.instant().isBefore(known.until())) {
      var unused = ask(seller);
    }
  }

  private VerificationKeys ask(String seller) throws SuiteAwayException, RefusedException {
    VerificationKeys keys = suite.ask((party, api, endpoints) -> party.signingKeys(seller));
    sellers.put(seller, new Known(keys, clock.instant().plus(KEPT)));
    return keys;
  }
}
