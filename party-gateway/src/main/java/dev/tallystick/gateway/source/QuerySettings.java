package dev.tallystick.gateway.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Of a platform: the query whose rows are deposited as they come. */
@ConfigMapping(prefix = "tallystick.query")
interface QuerySettings {
  /** {@code tallystick.query.url}: the database, as JDBC names it; without it none is asked. */
  Optional<String> url();

  /** {@code tallystick.query.username}: who asks; a login that may read and no more. */
  Optional<String> username();

  /** {@code tallystick.query.password}. */
  Optional<String> password();

  /** {@code tallystick.query.driver}: jars of a driver; PostgreSQL's is there. */
  Optional<List<Path>> driver();

  /**
   * {@code tallystick.query.statement}: a SELECT with one parameter, the mark behind which rows are
   * wanted, ordered by the mark.
   */
  Optional<String> statement();

  /** {@code tallystick.query.mark}: the column that a row has its mark in. */
  Optional<String> mark();

  /** {@code tallystick.query.from}: the mark that the first rows stand behind. */
  Optional<String> from();

  /** {@code tallystick.query.mapping}: the mapping by which rows are read, by name or file. */
  Optional<String> mapping();

  /** {@code tallystick.query.agreement}: the supply agreement that records are deposited under. */
  Optional<String> agreement();

  /** {@code tallystick.query.dir}: a folder of its own for rows on their way, and results. */
  Optional<Path> dir();

  /** {@code tallystick.query.every}: how often the database is asked while nothing new comes. */
  @WithDefault("PT10S")
  Duration every();
}
