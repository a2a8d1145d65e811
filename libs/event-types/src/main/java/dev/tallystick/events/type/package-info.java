/**
 * A record for each event type, each shape and each kind of id, with the codec that reads and
 * writes it. All but one class are generated from the registry files of {@code libs/events} while
 * this module is built, into {@code target/generated-sources/records}.
 *
 * <p>A record says what is in the registry and no more: whether data is complete, within bounds and
 * as its conditions want it, {@link dev.tallystick.events.EventType#checkData} says.
 */
@NullMarked
package dev.tallystick.events.type;

import org.jspecify.annotations.NullMarked;
