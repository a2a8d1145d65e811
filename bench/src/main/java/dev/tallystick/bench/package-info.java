/** Measurements: ratios against a baseline in the same run. */
@NullMarked
package dev.tallystick.bench;

import org.jspecify.annotations.NullMarked;
