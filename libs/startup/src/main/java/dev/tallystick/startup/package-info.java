/** What a service checks about its own settings before it starts. */
@NullMarked
package dev.tallystick.startup;

import org.jspecify.annotations.NullMarked;
