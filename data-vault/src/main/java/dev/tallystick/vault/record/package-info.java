/**
 * The records about people, each sealed in its row: putting them in, finding and reading them.
 *
 * <p>A record counts from the moment that its chunk is logged; until then its row is invisible to
 * every reader.
 */
@NullMarked
package dev.tallystick.vault.record;

import org.jspecify.annotations.NullMarked;
