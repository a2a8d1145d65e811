/**
 * What a usage answer with all its proofs costs, on a small log and on a large one, and how far the
 * index lags behind.
 */
@NullMarked
package dev.tallystick.bench.usage;

import org.jspecify.annotations.NullMarked;
