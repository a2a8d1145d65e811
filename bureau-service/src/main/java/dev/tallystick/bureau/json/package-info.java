/** JSON documents that are no events, as records whose components are their members. */
@NullMarked
package dev.tallystick.bureau.json;

import org.jspecify.annotations.NullMarked;
