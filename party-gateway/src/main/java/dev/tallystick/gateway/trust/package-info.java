/** By whose signatures the log is believed, and how far it is published. */
@NullMarked
package dev.tallystick.gateway.trust;

import org.jspecify.annotations.NullMarked;
