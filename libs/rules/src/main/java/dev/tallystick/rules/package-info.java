/**
 * Whether something may be done: decisions and the checks of consents, agreements and owners, as
 * pure functions of a state folded from the log, a request, an instant and a rule pack.
 *
 * <p>Nothing here reads a clock, a file or a network, and the same arguments give the same answer
 * for ever: that is what lets an auditor replay a decision.
 */
@NullMarked
package dev.tallystick.rules;

import org.jspecify.annotations.NullMarked;
