/** What proves an entry offline: receipts, openings of its parts, and how both are written. */
@NullMarked
package dev.tallystick.events.receipt;

import org.jspecify.annotations.NullMarked;
