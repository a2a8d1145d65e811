/** Documents that this service signs; the records are generated. */
@NullMarked
package dev.tallystick.consent.document;

import org.jspecify.annotations.NullMarked;
