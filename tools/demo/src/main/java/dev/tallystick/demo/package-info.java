/**
 * The demonstration: an invented market is set up and a sale is told step by step, through the
 * public APIs and with real tokens alone. Every step knows what it expects, so a step that comes
 * out otherwise fails the demonstration.
 */
@NullMarked
package dev.tallystick.demo;

import org.jspecify.annotations.NullMarked;
