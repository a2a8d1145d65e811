/**
 * What is refused and how a caller is told: RFC 9457 problems for every service.
 *
 * <p>A service lists the codes of its refusals in one enum and throws them as a {@link
 * dev.tallystick.problem.DomainProblem}; everything else, from a wrong media type to a fault of
 * ours, becomes a problem here. Nothing in a problem names a cause, a class or a value that the
 * caller sent.
 */
@NullMarked
package dev.tallystick.problem;

import org.jspecify.annotations.NullMarked;
