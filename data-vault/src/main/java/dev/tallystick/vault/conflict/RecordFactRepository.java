package dev.tallystick.vault.conflict;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;

/** What records state, compared as keyed digests. */
@Singleton
class RecordFactRepository
    implements PanacheRepositoryBase<RecordFactEntity, RecordFactEntity.Key> {
  /** The records of a chunk that state something. */
  List<String> recordsOfChunk(String chunk) {
    return records(
        "select distinct f.record from RecordEntity r join RecordFactEntity f on f.record = r.id"
            + " where r.chunk = ?1",
        chunk);
  }

  /** The records about a person, not gone, that state something. */
  List<String> recordsOfPerson(String subject) {
    return records(
        "select distinct f.record from RecordEntity r join RecordFactEntity f on f.record = r.id"
            + " where r.gone is null and r.subject = ?1",
        subject);
  }

  private List<String> records(String query, String parameter) {
    return getSession().createQuery(query, String.class).setParameter(1, parameter).getResultList();
  }

  /** The records that speak of what these records speak of. */
  List<String> speakingOfTheSame(Collection<String> records) {
    return ofRecords(
        """
        select distinct theirs.record from record_fact mine
        join record_fact theirs on theirs.fact = mine.fact
        where mine.record = any(cast(:records as text[]))
        """,
        records);
  }

  /** Those of these records that state otherwise than a record of another source does. */
  List<String> differing(Collection<String> records) {
    return ofRecords(
        """
        select mine.record from record_fact mine
        join record r on r.id = mine.record and r.gone is null
        join chunk c on c.id = r.chunk and c.state = 'COMMITTED'
        where mine.record = any(cast(:records as text[])) and exists (
          select 1 from record_fact theirs
          join record o on o.id = theirs.record and o.gone is null
          join chunk d on d.id = o.chunk and d.state = 'COMMITTED'
          where theirs.fact = mine.fact and theirs.claim <> mine.claim and o.source <> r.source)
        """,
        records);
  }

  /** The records that count, kept under these tokens, that state something. */
  List<String> countingOf(Collection<String> tokens) {
    return ofRecords(
        """
        select distinct f.record from record_fact f
        join record r on r.id = f.record and r.gone is null
        join chunk c on c.id = r.chunk and c.state = 'COMMITTED'
        where r.subject = any(cast(:records as text[]))
        """,
        tokens);
  }

  /** Those of these records that are about people with linked tokens. */
  List<String> ofLinkedPeople(Collection<String> records) {
    return ofRecords(
        """
        select r.id from record r where r.id = any(cast(:records as text[])) and exists (
          select 1 from link_claim c
          where c.state = 'LINKED' and (c.customer = r.subject or c.other = r.subject))
        """,
        records);
  }

  /** Forgets what records kept under these tokens state by the key of any other token. */
  void forgetOthers(Collection<String> tokens) {
    int unused =
        getSession()
            .createNativeMutationQuery(
                """
                delete from record_fact f using record r
                where r.id = f.record and r.subject = any(cast(:tokens as text[]))
                and not f.token = any(cast(:tokens as text[]))
                """)
            .setParameter("tokens", tokens.toArray(String[]::new))
            .executeUpdate();
  }

  private List<String> ofRecords(String sql, Collection<String> records) {
    return getSession()
        .createNativeQuery(sql, Tuple.class)
        .setParameter("records", records.toArray(String[]::new))
        .getResultStream()
        .map(row -> row.get(0, String.class))
        .toList();
  }

  /** Until this transaction ends, nobody else takes this lock. */
  void lockAll() {
    Object unused =
        getSession()
            .createNativeQuery(
                "select 1 from (select pg_advisory_xact_lock(hashtextextended('facts', 2))) locked",
                Tuple.class)
            .getSingleResult();
  }

  void forget(String record) {
    delete("record", record);
  }
}
