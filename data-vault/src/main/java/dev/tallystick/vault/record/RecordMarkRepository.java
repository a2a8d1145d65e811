package dev.tallystick.vault.record;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.query.NativeQuery;

/** The marks on records. */
@Singleton
class RecordMarkRepository
    implements PanacheRepositoryBase<RecordMarkEntity, RecordMarkEntity.Key> {
  /** The marks of these records, by record and kind. */
  List<RecordMarkEntity> of(Collection<String> records) {
    return getSession()
        .createNativeQuery(
            "select * from record_mark where record = any(cast(:records as text[]))"
                + " order by record, mark",
            RecordMarkEntity.class)
        .setParameter("records", records.toArray(String[]::new))
        .getResultList();
  }

  /** Marks records that have no such mark. Returns those that it has marked, by id. */
  List<MarkedRecord> add(Mark.Kind kind, Collection<String> records, Instant now) {
    return marked(
        """
        with marked as (
          insert into record_mark (record, mark, set_at)
          select id, :kind, :now from unnest(cast(:records as text[])) id
          on conflict do nothing returning record)
        select r.id, r.subject, r.source, r.category, r.version
        from record r join marked m on m.record = r.id order by r.id
        """,
        kind,
        records,
        Optional.of(now));
  }

  /** Takes marks off. Returns the records that had one and are not gone, by id. */
  List<MarkedRecord> remove(Mark.Kind kind, Collection<String> records) {
    return marked(
        """
        with freed as (
          delete from record_mark where mark = :kind and record = any(cast(:records as text[]))
          returning record)
        select r.id, r.subject, r.source, r.category, r.version
        from record r join freed f on f.record = r.id where r.gone is null order by r.id
        """,
        kind,
        records,
        Optional.empty());
  }

  private List<MarkedRecord> marked(
      String sql, Mark.Kind kind, Collection<String> records, Optional<Instant> now) {
    NativeQuery<Object[]> query =
        getSession()
            .createNativeQuery(sql, Object[].class)
            .setParameter("kind", kind.name())
            .setParameter("records", records.toArray(String[]::new));
    now.ifPresent(time -> query.setParameter("now", time));
    return query
        .getResultStream()
        .map(
            row ->
                new MarkedRecord(
                    (String) row[0],
                    (String) row[1],
                    (String) row[2],
                    (String) row[3],
                    (Integer) row[4]))
        .toList();
  }
}
