/**
 * What the repositories have in common: how a failure of the database reaches their callers. The
 * append path uses none of it; it is plain JDBC.
 */
@NullMarked
package dev.tallystick.audit.database;

import org.jspecify.annotations.NullMarked;
