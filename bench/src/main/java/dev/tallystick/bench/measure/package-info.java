/** What a round of load gives, and the statistics over it. */
@NullMarked
package dev.tallystick.bench.measure;

import org.jspecify.annotations.NullMarked;
