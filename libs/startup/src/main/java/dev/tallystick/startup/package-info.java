/** What every service starts with: its clock, its keys, and the checks of its own settings. */
@NullMarked
package dev.tallystick.startup;

import org.jspecify.annotations.NullMarked;
