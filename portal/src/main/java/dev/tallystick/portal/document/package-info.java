/**
 * What the services answer, as far as pages show it: records generated from {@code
 * src/main/documents}.
 */
@NullMarked
package dev.tallystick.portal.document;

import org.jspecify.annotations.NullMarked;
