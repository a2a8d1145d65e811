/** How a service appends to the log and follows it, without losing anything in a crash. */
@NullMarked
package dev.tallystick.producer;

import org.jspecify.annotations.NullMarked;
