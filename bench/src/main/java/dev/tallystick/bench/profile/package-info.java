/**
 * Where the service spends its time and its memory while it is under load: Java Flight Recorder,
 * summed up.
 */
@NullMarked
package dev.tallystick.bench.profile;

import org.jspecify.annotations.NullMarked;
