/**
 * What is refused and how a caller is told: RFC 9457 problems for every service.
 *
 * <p>A service declares its refusals as cases of {@link dev.tallystick.problem.DomainProblem} and
 * throws them; everything else, from a wrong media type to a fault of ours, becomes a problem here.
 * Nothing in a problem names a cause, a class or a value that the caller sent.
 */
@NullMarked
package dev.tallystick.problem;

import org.jspecify.annotations.NullMarked;
