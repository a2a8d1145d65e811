/** What is refused and how a caller is told: RFC 9457 problems for every service. */
@NullMarked
package dev.tallystick.problem;

import org.jspecify.annotations.NullMarked;
