/**
 * Releases by themselves: what each was made from and what was made of it, and those that nobody
 * has acknowledged.
 */
@NullMarked
package dev.tallystick.audit.release;

import org.jspecify.annotations.NullMarked;
