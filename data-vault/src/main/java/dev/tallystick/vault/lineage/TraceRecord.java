package dev.tallystick.vault.lineage;

import dev.tallystick.events.Event;
import dev.tallystick.events.type.RecordId;
import dev.tallystick.events.type.StaffRead;
import dev.tallystick.events.type.StaffReadInternal;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.deposit.SignedDeposits;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.KeptRecords;
import dev.tallystick.vault.record.KeptRecords.Located;
import dev.tallystick.vault.release.ReleasedRecords;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells in which deposit a record came and in which releases it went. Who looks on behalf of nobody
 * concerned is in the log first, in the person's list.
 */
@Singleton
final class TraceRecord {
  private static final String PURPOSE = "LINEAGE";

  private final KeptRecords kept;
  private final SignedDeposits deposits;
  private final ReleasedRecords released;
  private final Keystore keystore;
  private final LogPublisher log;

  TraceRecord(
      KeptRecords kept,
      SignedDeposits deposits,
      ReleasedRecords released,
      Keystore keystore,
      LogPublisher log) {
    this.kept = kept;
    this.deposits = deposits;
    this.released = released;
    this.keystore = keystore;
    this.log = log;
  }

  /**
   * Who asks.
   *
   * @param mayAsk about which records
   * @param overseer the account and ticket of an auditor or the regulator
   */
  record Asker(Predicate<Located> mayAsk, Optional<Overseer> overseer) {}

  /** Who looks at others' records, and what for. */
  record Overseer(String account, String ticket) {}

  /**
   * Where a record came from and went.
   *
   * @param deposit the entry of its chunk
   * @param handed each release of it, and in which version
   */
  record Trace(KeptRecord record, String deposit, List<ReleasedRecords.Handed> handed) {
    Trace {
      handed = List.copyOf(handed);
    }
  }

  /**
   * Traces a record.
   *
   * @throws VaultProblem if there is none that the asker may ask about, or the log does not take
   *     the read
   */
  Trace trace(Asker asker, String id) {
    Located record =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  Located located = kept.locate(id);
                  if (!asker.mayAsk().test(located)) {
                    throw new VaultProblem(VaultProblemCode.RECORD_UNKNOWN);
                  }
                  return located;
                });
    asker.overseer().ifPresent(overseer -> log.require(read(overseer, record)));
    return QuarkusTransaction.requiringNew().call(() -> open(record));
  }

  /** Whether a record is the person's, under any of their tokens. */
  boolean isOf(Located record, String subject) {
    return kept.isOf(record, subject);
  }

  private Event read(Overseer overseer, Located record) {
    StaffRead data =
        new StaffRead(
            Optional.empty(),
            StaffRead.Manner.SCREEN,
            PURPOSE,
            List.of(record.category()),
            List.of(new RecordId(record.id())));
    StaffReadInternal internal =
        new StaffReadInternal(
            overseer.account(), overseer.ticket(), Optional.empty(), Optional.empty());
    return log.make(data, record.subject(), Optional.of(internal.toJson()));
  }

  private Trace open(Located located) {
    try (OpenKeys keys = keystore.open()) {
      KeptRecord record = kept.lock(keys, located.id());
      return new Trace(
          record,
          deposits.get(record.chunk()).event(),
          released.about(located.subject()).stream()
              .filter(handed -> handed.record().equals(located.id()))
              .toList());
    }
  }
}
