package dev.tallystick.analysis;

import java.util.Locale;

/** The tables of an export: a Parquet file each. docs/analysis.md has their columns. */
enum ExportedTable {
  ENTRIES("select * from entries order by log_index"),
  RELEASES(
      """
      select r.* exclude (day),
        a.log_index as acknowledged_index, a.recorded_at as acknowledged_at,
        u.log_index as undelivered_index, u.recorded_at as undelivered_at,
        d.log_index as destroyed_index, d.recorded_at as destroyed_at
      from released r
      left join ended a on a.release = r.event and a.kind = 'acknowledged'
      left join ended u on u.release = r.event and u.kind = 'undelivered'
      left join ended d on d.release = r.event and d.kind = 'destroyed'
      order by r.log_index
      """),
  LINEAGE("select * from lineage order by log_index, kind, made_from"),
  OUTCOMES("select * from outcomes order by log_index, release"),
  DEPOSITS("select * from deposits order by log_index"),
  REFUSALS("select * from refusals order by log_index"),
  PARTIES(
      """
      select p.party, p.role, p.legal_name, p.country, p.log_index as registered_index, p.recorded_at as registered_at,
        s.log_index as suspended_index, s.recorded_at as suspended_at, s.until as suspended_until, s.ground as suspended_for
      from (select * from party_acts where act = 'registered'
            qualify row_number() over (partition by party order by log_index desc) = 1) p
      left join (select * from party_acts where act in ('suspended', 'restored')
                 qualify row_number() over (partition by party order by log_index desc) = 1) s
        on s.party = p.party and s.act = 'suspended'
      order by p.party
      """),
  PARTY_ACTS("select * from party_acts order by log_index"),
  MONEY_FLOW(
      """
      select day, discloser, recipient, product, fee_currency as currency,
        cast(count(*) as bigint) as releases, cast(sum(fee_amount) as bigint) as amount
      from released where fee_amount is not null
      group by day, discloser, recipient, product, fee_currency
      order by day, discloser, recipient, product, fee_currency
      """);

  private final String select;

  ExportedTable(String select) {
    this.select = select;
  }

  /** What it is made of. */
  String select() {
    return select;
  }

  /** Its name in SQL. */
  String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of its file. */
  String fileName() {
    return sqlName() + ".parquet";
  }
}
