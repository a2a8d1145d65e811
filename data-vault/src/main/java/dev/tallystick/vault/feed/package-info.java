/** How far this service has followed the log: a cursor for each of its projections. */
@NullMarked
package dev.tallystick.vault.feed;

import org.jspecify.annotations.NullMarked;
