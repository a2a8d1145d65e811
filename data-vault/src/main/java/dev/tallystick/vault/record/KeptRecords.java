package dev.tallystick.vault.record;

import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.SealedRowException;
import dev.tallystick.vault.link.LinkedTokens;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Reads records with all that is known of them, the restricted ones too: not for releases. */
@Singleton
public final class KeptRecords {
  private static final Logger LOG = Logger.getLogger(KeptRecords.class);

  /** The most records that are read at once. */
  public static final int MAX_RECORDS = 5_000;

  private final RecordRepository records;
  private final RecordMarks marks;
  private final LinkedTokens links;

  KeptRecords(RecordRepository records, RecordMarks marks, LinkedTokens links) {
    this.records = records;
    this.marks = marks;
    this.links = links;
  }

  /**
   * The records of a person, kept under any of their tokens, ascending by id.
   *
   * @param after only those whose id is greater; all when empty
   */
  public List<KeptRecord> ofPerson(OpenKeys keys, String subject, String after, int most) {
    return open(
        keys, records.of(links.of(subject), Optional.empty(), after, Math.min(most, MAX_RECORDS)));
  }

  /** Whether a record is the person's, under any of their tokens. */
  public boolean isOf(KeptRecord record, String subject) {
    return links.of(subject).contains(record.owner().subject());
  }

  /**
   * The records kept under a token, ascending by id.
   *
   * @param source only from this party; from all when empty
   * @param after only those whose id is greater; all when empty
   */
  public List<KeptRecord> of(
      OpenKeys keys, String subject, Optional<String> source, String after, int most) {
    return open(keys, records.of(List.of(subject), source, after, Math.min(most, MAX_RECORDS)));
  }

  /**
   * What a party looks for among its own records.
   *
   * @param digests the keyed digests of what an indexed field says, one for each key that there is
   */
  public record Sought(String subject, String source, String category, Set<UUID> digests) {
    public Sought {
      digests = Set.copyOf(digests);
    }

    @Override
    public String toString() {
      return "Sought[redacted]";
    }
  }

  /**
   * The records that are sought, ascending by id: as far as their source may correct them, so of
   * the restricted ones those only that the person has restricted.
   *
   * @param after only those whose id is greater; all when empty
   */
  public List<KeptRecord> find(OpenKeys keys, Sought sought, String after, int most) {
    return open(keys, records.find(sought, after, most));
  }

  /** That a source has something of a category about a person. */
  public record Kind(String subject, String source, String category) {
    @Override
    public String toString() {
      return "Kind[redacted]";
    }
  }

  /** What kinds of records there are about these people. */
  public List<Kind> kinds(Collection<String> subjects) {
    return subjects.isEmpty()
        ? List.of()
        : records.kinds(subjects).stream()
            .map(row -> new Kind((String) row[0], (String) row[1], (String) row[2]))
            .toList();
  }

  /**
   * A record, kept to this transaction.
   *
   * @throws VaultProblem if there is none, or it is gone
   */
  public KeptRecord lock(OpenKeys keys, String id) {
    RecordEntity record = records.lock(id).orElseThrow(VaultProblemCode.RECORD_UNKNOWN::problem);
    requireThere(record);
    return open(keys, List.of(record)).get(0);
  }

  private void requireThere(RecordEntity record) {
    if (record.isGone()) {
      throw new VaultProblem(VaultProblemCode.RECORD_GONE);
    }
    if (!records.isVisible(record)) {
      throw new VaultProblem(VaultProblemCode.RECORD_UNKNOWN);
    }
  }

  /**
   * Where a record belongs; nothing of what it says.
   *
   * @param subject the token that it is kept under
   */
  public record Located(String id, String subject, String source, String category) {
    @Override
    public String toString() {
      return "Located[" + id + "]";
    }
  }

  /**
   * Where a record belongs, found without opening it.
   *
   * @throws VaultProblem if there is none, or it is gone
   */
  public Located locate(String id) {
    RecordEntity record =
        records.findByIdOptional(id).orElseThrow(VaultProblemCode.RECORD_UNKNOWN::problem);
    requireThere(record);
    return new Located(id, record.owner().subject(), record.source(), record.category());
  }

  /** Whether a record is the person's, under any of their tokens. */
  public boolean isOf(Located record, String subject) {
    return links.of(subject).contains(record.subject());
  }

  /**
   * What was looked at of the records whose term is over.
   *
   * @param opened those that open, without their marks
   * @param last the id of the last one, whether it opens or not; none if there was none
   */
  record Expired(List<KeptRecord> opened, Optional<String> last) {
    Expired {
      opened = List.copyOf(opened);
    }
  }

  /**
   * Adverse records whose term is over, kept to this transaction, ascending by id. One that does
   * not open stays, and is reported: nothing true can be said of it.
   *
   * @param after only those whose id is greater; all when empty
   */
  Expired expired(OpenKeys keys, LocalDate today, String after, int most) {
    List<KeptRecord> opened = new ArrayList<>();
    Optional<String> last = Optional.empty();
    for (RecordEntity record : records.lockExpired(today, after, most)) {
      last = Optional.of(record.id());
      try {
        opened.add(open(keys, record));
      } catch (SealedRowException e) {
        LOG.errorf(e, "record %s has expired and does not open; it stays", record.id());
      }
    }
    return new Expired(opened, last);
  }

  private List<KeptRecord> open(OpenKeys keys, List<RecordEntity> rows) {
    return marks.onto(keys, rows.stream().map(row -> open(keys, row)).toList());
  }

  private static KeptRecord open(OpenKeys keys, RecordEntity row) {
    SealedContent opened = SealedContent.open(keys, row);
    return row.toKept(opened.salt(), opened.content());
  }
}
