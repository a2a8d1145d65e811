/** Whether recipients acknowledge what they receive, and what happens if they do not (R65). */
@NullMarked
package dev.tallystick.audit.receiving;

import org.jspecify.annotations.NullMarked;
