package dev.tallystick.vault.leak;

import dev.tallystick.producer.direct.DirectStatements;
import dev.tallystick.tlog.Hash;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which rows the reports have shown that bureaus have sold; in the caller's transaction. */
@Singleton
class ReportedRowRepository
    implements PanacheRepositoryBase<ReportedRowEntity, ReportedRowEntity.Key> {
  private final DirectStatements statements;

  ReportedRowRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** What a report has shown to whom. */
  record Shown(UUID release, String subject, String recipient, List<Hash> rows) {
    Shown {
      rows = List.copyOf(rows);
    }

    @Override
    public String toString() {
      return "Shown[" + release + "]";
    }
  }

  /** Notes the rows of reports; once, however often it is told. */
  void add(List<Shown> reports) {
    List<@Nullable Object[]> each = new ArrayList<>();
    for (Shown report : reports) {
      for (Hash row : report.rows()) {
        each.add(
            new @Nullable Object[] {
              report.release(), row.toByteArray(), report.subject(), report.recipient()
            });
      }
    }
    statements.updateEach(
        """
        insert into reported_row (release, digest, subject, recipient) values (?, ?, ?, ?)
        on conflict do nothing
        """,
        each);
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
