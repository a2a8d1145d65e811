/**
 * The way to this service's database: work that is stored as a whole, or not at all.
 *
 * <p>Knows no table; each feature keeps its own.
 */
@NullMarked
package dev.tallystick.vault.storage;

import org.jspecify.annotations.NullMarked;
