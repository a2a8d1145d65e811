/**
 * The pages of the party's clerks and managers: what to do next, asks for consents, orders,
 * reports, decisions, notices and the books. Each act is noted under the account that did it.
 */
@NullMarked
package dev.tallystick.gateway.desk;

import org.jspecify.annotations.NullMarked;
