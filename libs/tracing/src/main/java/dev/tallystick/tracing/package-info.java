/**
 * Traces through the suite: a call between services goes on with the caller's trace, an event names
 * the trace it was made in, and what leaves a service about it names nobody.
 */
@NullMarked
package dev.tallystick.tracing;

import org.jspecify.annotations.NullMarked;
