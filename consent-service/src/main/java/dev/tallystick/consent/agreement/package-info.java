/**
 * Agreements between providers and receivers, signed by both and complete by R06 before they are
 * filed.
 */
@NullMarked
package dev.tallystick.consent.agreement;

import org.jspecify.annotations.NullMarked;
