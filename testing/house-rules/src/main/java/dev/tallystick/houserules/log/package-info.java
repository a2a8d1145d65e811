/**
 * A log for tests: in memory, behind a real HTTP server, honest in its proofs, and out of order on
 * request.
 */
@NullMarked
package dev.tallystick.houserules.log;

import org.jspecify.annotations.NullMarked;
