/**
 * Who owes what by when, from all features that know of duties: what a party has to do next, and
 * what the regulator sees of everybody.
 */
@NullMarked
package dev.tallystick.consent.duty;

import org.jspecify.annotations.NullMarked;
