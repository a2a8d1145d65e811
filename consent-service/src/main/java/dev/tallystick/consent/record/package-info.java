/** Consents: given in versions, withdrawn for good, listed to the person whose they are. */
@NullMarked
package dev.tallystick.consent.record;

import org.jspecify.annotations.NullMarked;
