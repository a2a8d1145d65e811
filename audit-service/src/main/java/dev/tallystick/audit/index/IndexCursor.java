package dev.tallystick.audit.index;

import javax.sql.DataSource;

/** How far the index has come. Blocks on the database; thread-safe. */
public final class IndexCursor {
  private final DataSource dataSource;

  /** Reads the service's own database. */
  public IndexCursor(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The size of the log that is indexed: every entry before this index, none from it on. */
  public long next() {
    return Queries.list(
            dataSource, "select next from index_cursor", statement -> {}, row -> row.getLong(1))
        .get(0);
  }
}
