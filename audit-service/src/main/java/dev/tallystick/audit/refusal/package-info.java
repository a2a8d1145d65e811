/**
 * What was refused, for whoever watches over the parties: by party, rule, time and outcome. Names
 * no person, and every look is in the log before it is answered.
 */
@NullMarked
package dev.tallystick.audit.refusal;

import org.jspecify.annotations.NullMarked;
