/**
 * Writes a Java record with its codec for each event type from the registry files of {@code
 * libs/events}. It runs while {@code libs/event-types} is built, and nowhere else.
 */
@NullMarked
package dev.tallystick.generator;

import org.jspecify.annotations.NullMarked;
