/**
 * Starting, watching and ending other processes. Each carries a mark in its environment that names
 * its state folder, so that it is found again after its parent was killed, and nothing else ever
 * is.
 */
@NullMarked
package dev.tallystick.local.process;

import org.jspecify.annotations.NullMarked;
