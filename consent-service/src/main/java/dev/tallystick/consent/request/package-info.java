/**
 * Asking a person for a consent: the request as an object that any portal can show, the person's
 * no, and the time for which nobody asks again.
 */
@NullMarked
package dev.tallystick.consent.request;

import org.jspecify.annotations.NullMarked;
