/**
 * What administrators do in the identity provider's console is told to the log, some seconds later:
 * this service reads the provider's own record of it. Nothing can be logged before it is done
 * there.
 */
@NullMarked
package dev.tallystick.consent.console;

import org.jspecify.annotations.NullMarked;
