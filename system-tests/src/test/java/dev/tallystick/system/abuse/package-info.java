/**
 * Requests that no honest client sends, made from the committed descriptions of the APIs: every
 * operation is tried with what its description says that it must refuse.
 */
@NullMarked
package dev.tallystick.system.abuse;

import org.jspecify.annotations.NullMarked;
