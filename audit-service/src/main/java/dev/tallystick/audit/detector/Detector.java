package dev.tallystick.audit.detector;

import dev.tallystick.events.type.AnomalyRaised;

/**
 * A detector as it was set up.
 *
 * @param name what its alarms are called
 * @param windowMillis when nothing was noticed for as long, its alarm is over
 */
record Detector(
    String name, AnomalyRaised.Severity severity, long windowMillis, DetectorMeasure measure) {}
