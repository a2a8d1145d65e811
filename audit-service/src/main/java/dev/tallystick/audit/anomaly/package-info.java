/**
 * What detectors have raised and what became of it, for whoever watches over the parties. Names no
 * person.
 */
@NullMarked
package dev.tallystick.audit.anomaly;

import org.jspecify.annotations.NullMarked;
