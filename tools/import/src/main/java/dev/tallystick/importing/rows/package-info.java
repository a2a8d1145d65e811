/** Files as rows of named texts: CSV and NDJSON, compressed or not, one row in memory. */
@NullMarked
package dev.tallystick.importing.rows;

import org.jspecify.annotations.NullMarked;
