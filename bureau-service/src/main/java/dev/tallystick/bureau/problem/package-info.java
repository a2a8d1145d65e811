/** What this service refuses: one code for each reason, and the exception that carries it. */
@NullMarked
package dev.tallystick.bureau.problem;

import org.jspecify.annotations.NullMarked;
