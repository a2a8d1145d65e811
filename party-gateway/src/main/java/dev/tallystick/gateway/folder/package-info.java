/**
 * A platform's folder: files that are put in are deposited, and what became of each row is told.
 */
@NullMarked
package dev.tallystick.gateway.folder;

import org.jspecify.annotations.NullMarked;
