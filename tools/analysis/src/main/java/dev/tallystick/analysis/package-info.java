/**
 * Openings as tables in Parquet files, and questions about them in SQL, on an embedded DuckDB. A
 * program of its own, which {@code tally} starts: it has no token and no network, and what it works
 * on comes by standard input. docs/analysis.md has the tables.
 */
@NullMarked
package dev.tallystick.analysis;

import org.jspecify.annotations.NullMarked;
