/**
 * Makes reports under consent and sells them for a published fee.
 *
 * <p>Serves several bureaus, none of which sees another's rows. This package has what the whole
 * service shares; each feature has a package below it.
 */
@NullMarked
package dev.tallystick.bureau;

import org.jspecify.annotations.NullMarked;
