/**
 * What the log says, folded into memory: rebuilt from the feed at the start, followed while the
 * service runs. There is no other record of parties, consents and packs.
 */
@NullMarked
package dev.tallystick.consent.state;

import org.jspecify.annotations.NullMarked;
