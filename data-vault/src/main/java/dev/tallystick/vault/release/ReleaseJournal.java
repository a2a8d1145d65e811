package dev.tallystick.vault.release;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.PartName;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.vault.identifier.Subjects;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.storage.Transactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The durable steps of a release. Each is one transaction and may be repeated: who finds that a
 * step was done already changes nothing.
 */
@Singleton
final class ReleaseJournal {
  /** What a bureau may see of a release to it: everything. */
  static final Set<PartName> RECIPIENT_SEES = EnumSet.allOf(PartName.class);

  private final Transactions transactions;
  private final ReleaseTable releases;
  private final ReleasedRecords released;
  private final Subjects subjects;
  private final Keystore keystore;
  private final Clock clock;

  ReleaseJournal(
      Transactions transactions,
      ReleaseTable releases,
      ReleasedRecords released,
      Subjects subjects,
      Keystore keystore,
      Clock clock) {
    this.transactions = transactions;
    this.releases = releases;
    this.released = released;
    this.subjects = subjects;
    this.keystore = keystore;
    this.clock = clock;
  }

  /** Before the log can have seen it. */
  void intend(String request, Event event, String jwe, List<JsonObject> records, Instant notAfter) {
    transactions.run(
        connection -> {
          hold(connection, event.subject().orElseThrow());
          try (OpenKeys keys = keystore.open(connection)) {
            releases.intend(connection, keys, request, event, jwe, notAfter, clock.instant());
            released.intend(connection, event, records);
          }
        });
  }

  /** No key of the person's is destroyed between the sealing and the commit. */
  private void hold(Connection connection, String subject) throws SQLException {
    Set<String> unused = subjects.known(connection, List.of(subject));
  }

  /**
   * When the log has it.
   *
   * @param recovered whether that was found out later, by others than who appended it
   */
  void logged(Event event, Receipt receipt, boolean recovered) {
    logged(Intent.of(event), receipt, recovered);
  }

  /** As {@link #logged(Event, Receipt, boolean)}, of a release that need not open. */
  void logged(Intent intent, Receipt receipt, boolean recovered) {
    transactions.run(
        connection -> {
          try (OpenKeys keys = keystore.open(connection)) {
            releases.logged(connection, keys, intent, receipt, recovered, clock.instant());
            released.logged(connection, intent.event());
          }
        });
  }

  /** When the log does not have it and can no longer take it. */
  void abandon(EventId event) {
    transactions.run(
        connection -> {
          releases.abandon(connection, event);
          released.abandon(connection, event);
        });
  }

  /** Before the payload is written. */
  void attempt(List<EventId> events) {
    transactions.run(
        connection -> {
          for (EventId event : events) {
            releases.attempt(connection, event);
          }
        });
  }

  /** After the payload was written. */
  void sent(List<EventId> events) {
    transactions.run(
        connection -> {
          for (EventId event : events) {
            releases.sent(connection, event);
          }
        });
  }

  /** When the recipient says that it has it. */
  void acknowledged(EventId event) {
    transactions.run(connection -> releases.acknowledge(connection, event));
  }

  Optional<Release> find(EventId event) {
    return transactions.call(
        connection -> {
          try (OpenKeys keys = keystore.open(connection)) {
            return releases.find(connection, keys, event);
          }
        });
  }

  /** Until when the log may take the release of this event. */
  Optional<Instant> notAfter(EventId event) {
    return transactions.call(connection -> releases.notAfter(connection, event));
  }

  /** How many releases answer a request, those included whose payload is gone. */
  int count(String request) {
    return transactions.call(connection -> releases.count(connection, request));
  }

  List<Release> ofRequest(String request) {
    return transactions.call(
        connection -> {
          try (OpenKeys keys = keystore.open(connection)) {
            return releases.ofRequest(connection, keys, request);
          }
        });
  }

  List<Intent> openSince(Instant lapsedBefore, int most) {
    return transactions.call(connection -> releases.openSince(connection, lapsedBefore, most));
  }
}
