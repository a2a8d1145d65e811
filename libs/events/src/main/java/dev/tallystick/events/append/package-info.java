/** Appending to the log over HTTP: batches, retries, and the check of what the log answers. */
@NullMarked
package dev.tallystick.events.append;

import org.jspecify.annotations.NullMarked;
