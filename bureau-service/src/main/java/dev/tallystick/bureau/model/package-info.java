/**
 * Models that bureaus and platforms bring as data: filed, tested by the cases that come with them,
 * and activated by another account than the one that filed them.
 */
@NullMarked
package dev.tallystick.bureau.model;

import org.jspecify.annotations.NullMarked;
