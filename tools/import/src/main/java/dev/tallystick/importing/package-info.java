/**
 * {@code tallystick import}: a platform's own file, read by a mapping and deposited in signed
 * chunks. Whoever brings a file writes no Java.
 *
 * <p>A client like any other: it signs with the platform's keys and calls with the platform's
 * token. It shows no value of a file, only where one is wrong.
 */
@NullMarked
package dev.tallystick.importing;

import org.jspecify.annotations.NullMarked;
