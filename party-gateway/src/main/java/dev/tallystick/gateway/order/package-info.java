/** Reports from the order to their destruction: a row a report, a state a step. */
@NullMarked
package dev.tallystick.gateway.order;

import org.jspecify.annotations.NullMarked;
