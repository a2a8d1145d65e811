package dev.tallystick.vault.record;

import dev.tallystick.events.EventId;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.producer.direct.DirectStatements;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.keystore.Sealed;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** The stored records. Whoever reads joins the chunk: what is not logged is not there. */
@Singleton
class RecordRepository implements PanacheRepositoryBase<RecordEntity, String> {
  private static final int FETCH = 1_000;
  private static final String VISIBLE =
      " from RecordEntity r join ChunkEntity c on c.id = r.chunk"
          + " where c.state = COMMITTED and r.gone is null";

  private final DirectStatements statements;

  RecordRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /**
   * A person's records, ascending by id.
   *
   * @param source only from this party; from all when empty
   */
  List<RecordEntity> of(
      Collection<String> subjects, Optional<String> source, String after, int most) {
    return getSession()
        .createQuery(
            "select r"
                + VISIBLE
                + " and r.subject in :subjects and (:source = '' or r.source = :source)"
                + " and r.id > :after order by r.id",
            RecordEntity.class)
        .setParameter("subjects", subjects)
        .setParameter("source", source.orElse(""))
        .setParameter("after", after)
        .setMaxResults(most)
        .getResultList();
  }

  /** The records that are sought, ascending by id, that their source may correct. */
  List<RecordEntity> find(KeptRecords.Sought sought, String after, int most) {
    return getSession()
        .createNativeQuery(
            """
            select r.* from record r join chunk c on c.id = r.chunk and c.state = 'COMMITTED'
            where r.gone is null and r.subject = :subject and r.source = :source
              and r.category = :category and r.lookups && cast(:digests as uuid[])
              and (r.restricted is null or r.restricted = 'OBJECTION') and r.id > :after
            order by r.id limit :most
            """,
            RecordEntity.class)
        .setParameter("subject", sought.subject())
        .setParameter("source", sought.source())
        .setParameter("category", sought.category())
        .setParameter("digests", sought.digests().toArray(UUID[]::new))
        .setParameter("after", after)
        .setParameter("most", most)
        .getResultList();
  }

  /** What kinds of records there are about these people: subject, source and category. */
  List<Object[]> kinds(Collection<String> subjects) {
    return getSession()
        .createQuery(
            "select distinct r.subject, r.source, r.category"
                + VISIBLE
                + " and r.subject in :subjects order by 1, 2, 3",
            Object[].class)
        .setParameter("subjects", subjects)
        .getResultList();
  }

  /** A record, whether it is visible or gone or not, kept to this transaction. */
  Optional<RecordEntity> lock(String id) {
    return getSession()
        .createNativeQuery("select * from record where id = :id for update", RecordEntity.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  /** Whether the record's chunk is in the log. */
  boolean isVisible(RecordEntity record) {
    return getSession()
            .createQuery("select count(*)" + VISIBLE + " and r.id = :id", Long.class)
            .setParameter("id", record.id())
            .getSingleResult()
        == 1;
  }

  /** Adverse records whose term is over, kept to this transaction, ascending by id. */
  List<RecordEntity> lockExpired(LocalDate today, String after, int most) {
    return getSession()
        .createNativeQuery(
            """
            select r.* from record r join chunk c on c.id = r.chunk and c.state = 'COMMITTED'
            where r.gone is null and r.expires_on <= :today and r.id > :after
            order by r.id limit :most for update of r skip locked
            """,
            RecordEntity.class)
        .setParameter("today", today)
        .setParameter("after", after)
        .setParameter("most", most)
        .getResultList();
  }

  /** Which sources have what categories about a person, of what may be used today. */
  List<SourceCategory> holdings(
      Collection<String> subjects,
      Collection<String> categories,
      Collection<String> sources,
      LocalDate today) {
    return statements.list(
        """
        select distinct r.source, r.category
        from record r join chunk c on c.id = r.chunk and c.state = 'COMMITTED'
        where r.subject = any(?) and r.category = any(?) and (? or r.source = any(?))
          and r.gone is null and r.restricted is null
          and (r.expires_on is null or r.expires_on > ?)
        order by r.source, r.category
        """,
        row -> new SourceCategory(row.getString(1), row.getString(2)),
        subjects.toArray(String[]::new),
        categories.toArray(String[]::new),
        sources.isEmpty(),
        sources.toArray(String[]::new),
        today);
  }

  /** That a source has something of a category. */
  record SourceCategory(String source, String category) {}

  /**
   * A usable record as it is stored.
   *
   * @param deposit the entry of the chunk that it came in
   * @param marked whether there are marks on it
   */
  record SealedRecord(
      String id,
      String category,
      KeyOwner owner,
      Sealed sealed,
      int contentVersion,
      EventId deposit,
      boolean marked) {}

  /**
   * Shows the usable records that are asked for, source by source and ascending by id, as long as
   * the next one is wanted; fetched in parts, so that not all of them are in memory.
   *
   * @param most how many of each source at most
   */
  void usable(
      ReleasableRecords.Selection selection, int most, Predicate<SealedRecord> isNextWanted) {
    statements.scan(
        """
        select r.id, r.category, r.subject, s.source, r.retention, r.key_version, r.sealed,
          r.version, r.event_id, r.marked
        from unnest(?::text[], ?::text[]) with ordinality as s (source, categories, place)
        cross join lateral (
          select r.id, r.category, r.subject, r.retention, r.key_version, r.sealed, r.version,
            c.event_id, exists (select 1 from record_mark m where m.record = r.id) as marked
          from record r join chunk c on c.id = r.chunk and c.state = 'COMMITTED'
          where r.subject = any(?) and r.source = s.source
            and r.category = any(string_to_array(s.categories, ' '))
            and r.gone is null and r.restricted is null
            and (r.expires_on is null or r.expires_on > ?) and (r.id >= ? or r.version > 1)
          order by r.id limit ?) r
        order by s.place, r.id
        """,
        FETCH,
        row -> isNextWanted.test(sealedRecord(row)),
        selection.sources().stream().map(SourceHolding::source).toArray(String[]::new),
        selection.sources().stream()
            .map(source -> String.join(" ", source.categories()))
            .toArray(String[]::new),
        selection.tokens().toArray(String[]::new),
        selection.today(),
        selection.leastId(),
        most);
  }

  private static SealedRecord sealedRecord(ResultSet row) throws SQLException {
    return new SealedRecord(
        row.getString(1),
        row.getString(2),
        new KeyOwner(row.getString(3), row.getString(4), RetentionClass.valueOf(row.getString(5))),
        new Sealed(row.getInt(6), SealedValue.takeOwnershipOf(row.getBytes(7))),
        row.getInt(8),
        new EventId(row.getObject(9, UUID.class)),
        row.getBoolean(10));
  }

  /** Records by their ids, gone ones too. */
  List<RecordEntity> byIds(Collection<String> ids) {
    return getSession()
        .createNativeQuery(
            "select * from record where id = any(cast(:ids as text[]))", RecordEntity.class)
        .setParameter("ids", ids.toArray(String[]::new))
        .getResultList();
  }

  /** The records of a chunk that are not gone. */
  List<RecordEntity> ofChunk(String chunk) {
    return list("chunk = ?1 and gone is null", chunk);
  }

  /** The salted digests of a chunk in the order of its lines, those of gone records too. */
  List<byte[]> digestsOf(String chunk) {
    return getSession()
        .createQuery(
            "select r.digest from RecordEntity r where r.chunk = ?1 order by r.line", byte[].class)
        .setParameter(1, chunk)
        .getResultList();
  }

  /** How many of these records are visible, about this person and from this source. */
  long countVisible(Collection<String> ids, String subject, String source) {
    return getSession()
        .createQuery(
            "select count(*)"
                + VISIBLE
                + " and r.id in :ids and r.subject = :subject and r.source = :source",
            Long.class)
        .setParameter("ids", ids)
        .setParameter("subject", subject)
        .setParameter("source", source)
        .getSingleResult();
  }

  /** Those of these fingerprints that are stored: fingerprint, record, chunk, whether visible. */
  List<Object[]> byFingerprints(Collection<UUID> fingerprints) {
    return getSession()
        .createNativeQuery(
            """
            select r.fingerprint, r.id, r.chunk, c.state = 'COMMITTED'
            from record r join chunk c on c.id = r.chunk
            where r.fingerprint = any(cast(:fingerprints as uuid[]))
            """,
            Object[].class)
        .setParameter("fingerprints", fingerprints.toArray(UUID[]::new))
        .getResultList();
  }

  /** Whether anything is left that this key has sealed. */
  boolean isAny(KeyOwner owner) {
    return count(
            "subject = ?1 and source = ?2 and retention = ?3",
            owner.subject(),
            owner.source(),
            owner.retention())
        > 0;
  }

  /** Those of these people of whom there is anything that is not restricted for good. */
  Set<String> keptAmong(Set<String> subjects) {
    return Set.copyOf(
        statements.list(
            """
            select p.subject from unnest(?::text[]) as p (subject) where exists (
              select 1 from record r where r.subject = p.subject and r.gone is null
                and r.restricted is distinct from 'ERASURE')
            """,
            row -> row.getString(1),
            (Object) subjects.toArray(String[]::new)));
  }

  /** Empties rows, and deletes older versions, marks and what was stated. */
  void empty(List<String> ids, String how) {
    getSession()
        .createNativeMutationQuery(
            """
            with v as (delete from record_version where record = any(cast(:ids as text[]))),
              m as (delete from record_mark where record = any(cast(:ids as text[]))),
              f as (delete from record_fact where record = any(cast(:ids as text[])))
            update record set gone = :how, subject = null, sealed = null, key_version = null,
              restricted = null, fingerprint = null, lookups = null
            where id = any(cast(:ids as text[]))
            """)
        .setParameter("ids", ids.toArray(String[]::new))
        .setParameter("how", how)
        .executeUpdate();
  }

  /** How many records meet a condition, by source in alphabetical order. */
  Map<String, Integer> countBySource(String condition, Map<String, Object> parameters) {
    var query =
        getSession()
            .createQuery(
                "select source, count(*) from RecordEntity where "
                    + condition
                    + " group by source order by source",
                Object[].class);
    parameters.forEach(query::setParameter);
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Object[] row : query.getResultList()) {
      counts.put((String) row[0], Math.toIntExact((Long) row[1]));
    }
    return counts;
  }
}
