/**
 * Past traffic put to another rule pack: what it would have refused, permitted or priced otherwise.
 */
@NullMarked
package dev.tallystick.consent.replay;

import org.jspecify.annotations.NullMarked;
