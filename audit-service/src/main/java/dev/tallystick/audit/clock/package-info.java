/**
 * What an operator says of the log's clock: the way back after it was ahead and has been set right.
 */
@NullMarked
package dev.tallystick.audit.clock;

import org.jspecify.annotations.NullMarked;
