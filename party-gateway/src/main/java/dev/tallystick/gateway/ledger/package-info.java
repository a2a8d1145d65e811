/** The party's books, compared with the log. */
@NullMarked
package dev.tallystick.gateway.ledger;

import org.jspecify.annotations.NullMarked;
