/**
 * Reports from the order to their destruction: a row a report, a state a step. Bureaus are told
 * what was decided by them, and which loans came of them.
 */
@NullMarked
package dev.tallystick.gateway.order;

import org.jspecify.annotations.NullMarked;
