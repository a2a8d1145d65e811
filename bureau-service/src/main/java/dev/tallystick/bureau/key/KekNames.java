package dev.tallystick.bureau.key;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.UnknownKeyException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** The key-wrapping keys of this service, made at its first start. */
@Singleton
public final class KekNames {
  /** Wraps what seals the bureaus' keys. */
  public static final KeyName KEYS = new KeyName("bureau-keys");

  /** Wraps what seals answers on their way to lenders. */
  public static final KeyName ANSWERS = new KeyName("bureau-answers");

  /** Wraps what seals the secrets of lenders' webhooks. */
  public static final KeyName WEBHOOKS = new KeyName("bureau-webhooks");

  private final Kms kms;

  KekNames(Kms kms) {
    this.kms = kms;
  }

  /** After the checks at the start, before anything is asked of the service. */
  void onStart(@Observes StartupEvent start) {
    ensure(KEYS);
    ensure(ANSWERS);
    ensure(WEBHOOKS);
  }

  private void ensure(KeyName name) {
    try {
      kms.currentKek(name);
    } catch (UnknownKeyException e) {
      // The first start, or a lost folder: what was wrapped before names its version and stays
      // shut.
      kms.createKek(name);
    }
  }
}
