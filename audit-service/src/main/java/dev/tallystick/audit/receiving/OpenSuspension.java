package dev.tallystick.audit.receiving;

import dev.tallystick.audit.entry.Anomaly;

/**
 * That a party receives nothing for now.
 *
 * @param cause the alarm that it began with, which is cleared when there is no cause any more
 */
record OpenSuspension(long untilMillis, Anomaly cause) {}
