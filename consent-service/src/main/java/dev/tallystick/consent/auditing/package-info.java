/**
 * Audits of parties: when they are due by the rule pack, what parties report of them, and what
 * nobody has reported in time (R56).
 */
@NullMarked
package dev.tallystick.consent.auditing;

import org.jspecify.annotations.NullMarked;
