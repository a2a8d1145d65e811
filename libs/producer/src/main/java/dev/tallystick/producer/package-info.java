/**
 * How a service appends to the log and follows it: what it has begun to append survives its crash,
 * and what it follows arrives in order with nothing left out. Its events are stored in the caller's
 * transaction.
 */
@NullMarked
package dev.tallystick.producer;

import org.jspecify.annotations.NullMarked;
