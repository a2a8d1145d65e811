/**
 * What the log records: events of registered types, their parts, and the hash of an entry. JSON,
 * receipts, usage answers and the append client have packages of their own; this one knows none but
 * {@code json}.
 */
@NullMarked
package dev.tallystick.events;

import org.jspecify.annotations.NullMarked;
