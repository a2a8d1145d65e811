/**
 * Where one record came from, and to whom it went: the start of a lineage that audit-service tells
 * on from its deposit and its releases.
 */
@NullMarked
package dev.tallystick.vault.lineage;

import org.jspecify.annotations.NullMarked;
