/**
 * What the log records: event parts, canonical JSON, entry hashes and the client that appends them.
 */
@NullMarked
package dev.tallystick.events;

import org.jspecify.annotations.NullMarked;
