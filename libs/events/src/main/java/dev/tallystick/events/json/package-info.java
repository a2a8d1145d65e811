/**
 * Strict JSON: one text for one value, canonical bytes, integers only. What does not follow the
 * form is refused with its place.
 */
@NullMarked
package dev.tallystick.events.json;

import org.jspecify.annotations.NullMarked;
