package dev.tallystick.vault.leak;

import dev.tallystick.tlog.Hash;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which rows the reports have shown that bureaus have sold; in the caller's transaction. */
@Singleton
class ReportedRowRepository
    implements PanacheRepositoryBase<ReportedRowEntity, ReportedRowEntity.Key> {
  /** Notes the rows of a report; once, however often it is told. */
  void add(UUID release, String subject, String recipient, List<Hash> rows) {
    for (Hash row : rows) {
      getSession()
          .createMutationQuery(
              """
              insert into ReportedRowEntity (release, digest, subject, recipient)
              values (?1, ?2, ?3, ?4) on conflict do nothing
              """)
          .setParameter(1, release)
          .setParameter(2, row.toByteArray())
          .setParameter(3, subject)
          .setParameter(4, recipient)
          .executeUpdate();
    }
  }

  /** Who was shown which rows about a person, by the rows' digests. */
  Map<Hash, Set<String>> about(String subject) {
    Map<Hash, Set<String>> recipients = new HashMap<>();
    list("subject", subject)
        .forEach(
            row ->
                recipients
                    .computeIfAbsent(row.rowDigest(), any -> new HashSet<>())
                    .add(row.recipient()));
    return recipients;
  }

  /** Forgets a person who is erased. */
  void forget(String subject) {
    delete("subject", subject);
  }
}
