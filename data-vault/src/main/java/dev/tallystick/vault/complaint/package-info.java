/**
 * Complaints: a person complains to an authority about a party. A term runs from the day on which
 * the authority accepts it, or has let the days for that pass; nothing is dated back (R47).
 */
@NullMarked
package dev.tallystick.vault.complaint;

import org.jspecify.annotations.NullMarked;
