/** Layered graphs, and where everything in them stands on a page. */
@NullMarked
package dev.tallystick.portal.graph;

import org.jspecify.annotations.NullMarked;
