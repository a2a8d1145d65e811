/** Registers the party's keys with the regulator's code. */
@NullMarked
package dev.tallystick.gateway.enrolment;

import org.jspecify.annotations.NullMarked;
