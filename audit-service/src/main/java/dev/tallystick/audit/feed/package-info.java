/**
 * The feed: how the other services learn, in log order and with nothing left out, what has
 * happened.
 */
@NullMarked
package dev.tallystick.audit.feed;

import org.jspecify.annotations.NullMarked;
