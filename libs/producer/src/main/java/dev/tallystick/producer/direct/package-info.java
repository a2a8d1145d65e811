/**
 * Statements that services send to the database past the entity manager, on the steps that every
 * release and every inquiry takes.
 */
@NullMarked
package dev.tallystick.producer.direct;

import org.jspecify.annotations.NullMarked;
