/** What this service refuses: one list of codes, and the exception that carries one of them. */
@NullMarked
package dev.tallystick.audit.problem;

import org.jspecify.annotations.NullMarked;
