/** What is done in the background, each on a thread of its own. */
@NullMarked
package dev.tallystick.gateway.work;

import org.jspecify.annotations.NullMarked;
