/**
 * Stop notices to the bureaus of this instance: what is kept of the reports that rest on an ended
 * consent is deleted, and each notice is answered in the bureau's signature, without anybody having
 * to think of it.
 */
@NullMarked
package dev.tallystick.bureau.stop;

import org.jspecify.annotations.NullMarked;
