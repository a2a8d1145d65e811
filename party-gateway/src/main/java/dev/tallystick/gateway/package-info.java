/**
 * What one party runs on its own machine: its keys, what it has asked for, and its books.
 *
 * <p>Each feature has a package below this one.
 */
@NullMarked
package dev.tallystick.gateway;

import org.jspecify.annotations.NullMarked;
