/**
 * What parties publish (R57), for everybody to read: which categories they collect, in which form,
 * where to object, and who gets what from whom. Made of the log; names no person.
 */
@NullMarked
package dev.tallystick.consent.publication;

import org.jspecify.annotations.NullMarked;
