package dev.tallystick.vault.erasure;

import dev.tallystick.vault.identifier.Subjects;
import dev.tallystick.vault.keystore.ShreddedKey;
import dev.tallystick.vault.leak.ReportedRows;
import jakarta.inject.Singleton;
import java.util.List;

/** Who a person is, for whoever erases them: their identifiers, and what they have consented to. */
@Singleton
final class ErasedIdentity {
  private final Subjects subjects;
  private final CollectionRepository collections;
  private final ReportedRows reported;

  ErasedIdentity(Subjects subjects, CollectionRepository collections, ReportedRows reported) {
    this.subjects = subjects;
    this.collections = collections;
    this.reported = reported;
  }

  /** Waits for whoever is storing something about the person just now. */
  void awaitHolders(String subject) {
    subjects.awaitHolders(subject);
  }

  /** Forgets whose token this is; returns the keys that are destroyed with it. */
  List<ShreddedKey> forget(String subject, boolean suppressed) {
    List<ShreddedKey> keys = subjects.forget(subject, suppressed);
    collections.forget(subject);
    reported.forget(subject);
    return keys;
  }
}
