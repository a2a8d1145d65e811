/**
 * The rule packs that this release brings and those that the regulator adds, by the hash of their
 * bytes, and when each takes effect.
 */
@NullMarked
package dev.tallystick.consent.pack;

import org.jspecify.annotations.NullMarked;
