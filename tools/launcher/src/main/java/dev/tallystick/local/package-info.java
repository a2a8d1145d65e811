/**
 * The launcher behind the {@code tallystick} command: starts, watches and stops the suite on one
 * machine.
 *
 * <p>{@link dev.tallystick.local.LauncherMain} reads the command line; each command is a class.
 * What is started belongs to one state folder and is found again by it, so that whatever was killed
 * can be cleared away and started anew.
 */
@NullMarked
package dev.tallystick.local;

import org.jspecify.annotations.NullMarked;
