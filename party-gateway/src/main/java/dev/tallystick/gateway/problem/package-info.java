/** What this gateway refuses: one code for each reason, and the exception that carries it. */
@NullMarked
package dev.tallystick.gateway.problem;

import org.jspecify.annotations.NullMarked;
