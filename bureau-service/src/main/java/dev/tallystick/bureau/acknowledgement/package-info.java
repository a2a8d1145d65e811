/**
 * The bureau's half of each release-1: it tells audit-service that it has opened what it was
 * handed, once the public log covers it, however often it has to try.
 */
@NullMarked
package dev.tallystick.bureau.acknowledgement;

import org.jspecify.annotations.NullMarked;
