/** The launcher behind the tallystick command: starts, watches and stops the suite on one machine. */
@NullMarked
package dev.tallystick.local;

import org.jspecify.annotations.NullMarked;
